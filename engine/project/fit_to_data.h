// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace glassnet {

/// A project that fits its data, and what had to be changed, one hint for each change.
struct Fitted {
    Project project;
    std::vector<Problem> changes;
};

/// Fits a network with one input and one output to data: the shape of the input, the size and the activation
/// of the last layer with units, the loss where it cannot learn the targets, the metrics, and the Rescale of
/// pictures. What the project has chosen and what fits stays. Networks with several inputs or outputs stay as
/// they are in what cannot be told.
[[nodiscard]] Fitted fit_to_data(Project project, const DatasetSummary& data);

/// Loads the project's data, with the size of pictures that the project says. Where it says none, and they
/// differ in size or are of one that does not suit the network, the project is given picture_size_for().
[[nodiscard]] std::shared_ptr<const Dataset> load_in_size(Project& project, const std::string& folder);

/// Tells whether data were refused because their pictures differ in size and the project says none.
[[nodiscard]] bool differ_in_size(const std::vector<Problem>& problems);

/// Returns the size that pictures of these sizes should be brought to; nothing where the project says one, or
/// where they may stay.
[[nodiscard]] std::optional<std::pair<int, int>> size_to_set(
    const Project& project, const std::map<std::pair<int, int>, std::int64_t>& sizes);

/// Returns the size (height, width) to which pictures of these sizes are brought for a network: their own if
/// all have one that is no larger than 64 × 64; else that of the network's input if it takes pictures; else
/// 64 × 64.
[[nodiscard]] std::pair<int, int> picture_size_for(const Project& project,
                                                   const std::map<std::pair<int, int>, std::int64_t>& sizes);

}  // namespace glassnet

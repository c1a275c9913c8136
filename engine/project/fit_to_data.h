// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

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

/// Returns the size (height, width) to which pictures of these sizes are brought for a network: their own if
/// all have one that is no larger than 64 × 64; else that of the network's input if it takes pictures; else
/// 64 × 64.
[[nodiscard]] std::pair<int, int> picture_size_for(const Project& project,
                                                   const std::map<std::pair<int, int>, std::int64_t>& sizes);

}  // namespace glassnet

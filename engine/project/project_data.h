// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace glassnet {

/// Loads the project's data, pictures in the size that its preprocessing says, whatever the options say of
/// it. Relative paths start at `folder`. Throws Error. May take long: not for the UI thread.
[[nodiscard]] std::shared_ptr<const Dataset> load_dataset(const Project& project, const std::string& folder,
                                                          LoadOptions options = {});

/// Does the same, but where the project says no size and pictures differ in theirs, they are brought to
/// picture_size_for(), and DatasetSummary::size_problem tells it.
[[nodiscard]] std::shared_ptr<const Dataset> load_to_look_at(const Project& project,
                                                             const std::string& folder,
                                                             LoadOptions options = {});

/// Gives the preprocessing a Resize to this size (height, width) as its first step, or changes the size of
/// the one that it begins with.
void bring_pictures_to(Project& project, std::pair<int, int> size);

/// Returns the size (height, width) that pictures of these sizes should be brought to; nothing where the
/// project has a Resize, or where they may stay.
[[nodiscard]] std::optional<std::pair<int, int>> size_to_set(
    const Project& project, const std::map<std::pair<int, int>, std::int64_t>& sizes);

/// Returns the size (height, width) to which pictures of these sizes are brought for a network: their own if
/// all have one that is no larger than 64 × 64; else that of the network's input if it takes pictures; else
/// 64 × 64.
[[nodiscard]] std::pair<int, int> picture_size_for(const Project& project,
                                                   const std::map<std::pair<int, int>, std::int64_t>& sizes);

}  // namespace glassnet

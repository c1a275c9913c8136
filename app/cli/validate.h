// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <filesystem>
#include <vector>

namespace glassnet::cli {

/// Tells whether the name is that of a project, whose data lies elsewhere.
[[nodiscard]] bool is_project(const std::filesystem::path& path);

/// Determines what a file (or a run's folder) is by its content, reads it to the end and returns what is
/// wrong with it. Throws Error where reading stops.
[[nodiscard]] std::vector<Problem> problems_of_file(const std::filesystem::path& path);

}  // namespace glassnet::cli

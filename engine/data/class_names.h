// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace glassnet {

/// Returns the names of classes in "class_names.txt" of a folder, one a line; none without this file. Throws
/// Error where there are fewer than 2 or too many.
[[nodiscard]] std::vector<std::string> read_class_names(const std::filesystem::path& folder);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace glassnet {

/// Tells whether a project's source names a data set of the program's own: "builtin:…".
[[nodiscard]] bool is_builtin(std::string_view source);

/// Loads the parts, shape and class names of a built-in set; without validation part. Throws Error for an
/// unknown name or a missing package.
[[nodiscard]] Dataset load_builtin(std::string_view source);

/// Returns a file of resources/data that lies inside the program; empty if there is none of this name.
[[nodiscard]] std::span<const std::byte> embedded_file(std::string_view name);

}  // namespace glassnet

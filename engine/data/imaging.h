// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/imaging_module.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Decodes a PNG, JPEG, BMP, TIFF or WebP file by its contents, whatever its name says. Photos are turned as their EXIF data say, alpha is
/// laid on white; palettes become colours. Size and wholeness are checked before. Remarks go to `notes`. Throws Error (picture.*).
[[nodiscard]] Picture decode_picture(std::span<const std::byte> bytes, const std::string& file_name, std::vector<Problem>& notes);

/// Averages where it shrinks, interpolates where it grows. Sides ≥ 1. Throws Error.
[[nodiscard]] Picture resize_picture(const Picture& picture, int height, int width);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/imaging_module.h"
#include "math/shape.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Decodes a PNG, JPEG, BMP, TIFF or WebP file by its contents, whatever its name says. Photos are turned as
/// their EXIF data say, alpha is laid on white; palettes become colours. Size and completeness are checked
/// first. Remarks go to `notes`. Throws Error (picture.*).
[[nodiscard]] Picture decode_picture(std::span<const std::byte> bytes, const std::string& file_name,
                                     std::vector<Problem>& notes);

/// Resizes a picture: averages where it shrinks, interpolates where it grows. Sides ≥ 1. Throws Error.
[[nodiscard]] Picture resize_picture(const Picture& picture, int height, int width);

/// Returns the picture as a sample of this shape (height × width × channels): resized, grey or coloured as
/// required, values 0 … 255 in row-major order. The same for the pictures of a folder and for a single one.
/// Throws Error.
[[nodiscard]] std::vector<float> picture_as_sample(const Picture& picture, const Shape& shape);

}  // namespace glassnet

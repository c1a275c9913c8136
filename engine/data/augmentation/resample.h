// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/shape.h"

#include <span>

namespace glassnet {

/// Where a pixel of the result comes from: source = matrix · (pixel − centre) + centre + shift, in pixels.
struct Motion {
    double row_from_row = 1, row_from_column = 0, row_shift = 0;
    double column_from_row = 0, column_from_column = 1, column_shift = 0;
};

/// Tells whether the shape is a picture's: height × width or height × width × channels.
[[nodiscard]] bool is_picture(const Shape& shape);

/// Moves a picture: bilinear between pixels, 0 beyond the border. The same on every machine: one pixel after
/// the other, in float.
void resample(std::span<float> values, const Shape& shape, const Motion& motion);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/resample.h"
#include "math/shape.h"

#include <array>
#include <span>
#include <string_view>

namespace glassnet {

/// Where a pixel of the result comes from: source = matrix · (pixel − centre) + centre + shift, in pixels.
struct Motion {
    double row_from_row = 1, row_from_column = 0, row_shift = 0;
    double column_from_row = 0, column_from_column = 1, column_shift = 0;
};

/// What fills the place that a moved picture leaves, by Keras' names.
enum class FillMode { constant, nearest, reflect, wrap };
constexpr std::array<std::string_view, 4> names(FillMode) {
    return {"constant", "nearest", "reflect", "wrap"};
}
constexpr std::array<std::string_view, 2> names(Interpolation) { return {"nearest", "bilinear"}; }

/// Returns the border that Keras 3's layers mean by a fill mode.
[[nodiscard]] Border border_of(FillMode mode);

/// Returns a picture's view.
[[nodiscard]] PictureView view_of(std::span<const float> picture, const Shape& shape);

/// Moves a picture, which does not overlap the result.
void resample(std::span<const float> from, const Shape& shape, std::span<float> to, const Motion& motion,
              const Resampling& resampling = {});

}  // namespace glassnet

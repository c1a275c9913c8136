// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/resample.h"

#include "data/picture_shape.h"

namespace glassnet {

Border border_of(FillMode mode) {
    constexpr std::array<Border, 4> borders{Border::constant, Border::nearest, Border::reflect, Border::wrap};
    return borders[static_cast<std::size_t>(mode)];
}

PictureView view_of(std::span<const float> picture, const Shape& shape) {
    return {.values = picture.data(), .height = shape[0], .width = shape[1], .channels = channels_of(shape)};
}

void resample(std::span<const float> from, const Shape& shape, std::span<float> to, const Motion& motion,
              const Resampling& resampling) {
    const Affine affine{.row_from_row = motion.row_from_row,
                        .row_from_column = motion.row_from_column,
                        .row_offset = motion.row_shift,
                        .column_from_row = motion.column_from_row,
                        .column_from_column = motion.column_from_column,
                        .column_offset = motion.column_shift,
                        .centre_row = static_cast<double>(shape[0] - 1) / 2,
                        .centre_column = static_cast<double>(shape[1] - 1) / 2};
    resample(view_of(from, shape), affine, resampling, to.data());
}

}  // namespace glassnet

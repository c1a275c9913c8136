// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/resample.h"

#include "data/picture_shape.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// A picture that is 0 outside its sides.
struct Source {
    std::span<const float> values;
    std::int64_t height;
    std::int64_t width;
    std::int64_t channels;

    [[nodiscard]] float at(std::int64_t row, std::int64_t column, std::int64_t channel) const {
        if (row < 0 || row >= height || column < 0 || column >= width) return 0;
        return values[static_cast<std::size_t>((row * width + column) * channels + channel)];
    }
};

/// Moves a picture that is 0 beyond its border, bilinear, to the bits that rotations and translations have
/// always given: runs begun by earlier versions go on as they would have gone.
void resample_in_double(const Source& source, const Motion& motion, std::span<float> to) {
    const double middle_row = static_cast<double>(source.height - 1) / 2;
    const double middle_column = static_cast<double>(source.width - 1) / 2;
    std::size_t next = 0;
    for (std::int64_t row = 0; row < source.height; ++row) {
        for (std::int64_t column = 0; column < source.width; ++column) {
            const double y = static_cast<double>(row) - middle_row;
            const double x = static_cast<double>(column) - middle_column;
            const double from_row =
                motion.row_from_row * y + motion.row_from_column * x + middle_row + motion.row_shift;
            const double from_column = motion.column_from_row * y + motion.column_from_column * x +
                                       middle_column + motion.column_shift;
            const auto top = static_cast<std::int64_t>(std::floor(from_row));
            const auto left = static_cast<std::int64_t>(std::floor(from_column));
            const auto down = static_cast<float>(from_row - static_cast<double>(top));
            const auto right = static_cast<float>(from_column - static_cast<double>(left));
            for (std::int64_t channel = 0; channel < source.channels; ++channel) {
                const float above =
                    source.at(top, left, channel) * (1 - right) + source.at(top, left + 1, channel) * right;
                const float below = source.at(top + 1, left, channel) * (1 - right) +
                                    source.at(top + 1, left + 1, channel) * right;
                to[next++] = above * (1 - down) + below * down;
            }
        }
    }
}

}  // namespace

Border border_of(FillMode mode) {
    constexpr std::array<Border, 4> borders{Border::constant, Border::nearest, Border::reflect, Border::wrap};
    return borders[static_cast<std::size_t>(mode)];
}

PictureView view_of(std::span<const float> picture, const Shape& shape) {
    return {.values = picture.data(), .height = shape[0], .width = shape[1], .channels = channels_of(shape)};
}

void resample(std::span<const float> from, const Shape& shape, std::span<float> to, const Motion& motion,
              const Resampling& resampling) {
    if (motion == Motion{}) {
        std::ranges::copy(from, to.begin());
        return;
    }
    if (resampling.border == Border::constant && resampling.interpolation == Interpolation::bilinear &&
        resampling.fill == 0)
        return resample_in_double({from, shape[0], shape[1], channels_of(shape)}, motion, to);
    const double row = static_cast<double>(shape[0] - 1) / 2, column = static_cast<double>(shape[1] - 1) / 2;
    const auto offset = [&](double from_row, double from_column, double centre, double shift) {
        return centre - (from_row * row + from_column * column) + shift;
    };
    const Affine affine{
        .row_from_row = motion.row_from_row,
        .row_from_column = motion.row_from_column,
        .row_offset = offset(motion.row_from_row, motion.row_from_column, row, motion.row_shift),
        .column_from_row = motion.column_from_row,
        .column_from_column = motion.column_from_column,
        .column_offset =
            offset(motion.column_from_row, motion.column_from_column, column, motion.column_shift)};
    resample(view_of(from, shape), affine, resampling, to.data());
}

}  // namespace glassnet

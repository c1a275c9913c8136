// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/resample.h"

#include <cmath>
#include <vector>

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

}  // namespace

bool is_picture(const Shape& shape) { return shape.rank() == 2 || shape.rank() == 3; }

void resample(std::span<float> values, const Shape& shape, const Motion& motion) {
    thread_local std::vector<float> copy;  // keeps its memory: a training step allocates nothing
    copy.assign(values.begin(), values.end());
    const Source source{copy, shape[0], shape[1], shape.rank() == 3 ? shape[2] : 1};
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
                values[next++] = above * (1 - down) + below * down;
            }
        }
    }
}

}  // namespace glassnet

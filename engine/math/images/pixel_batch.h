// SPDX-License-Identifier: GPL-3.0-or-later
//
// What resample() hands from one of its steps to the next.
#pragma once

#include "math/images/resample.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace glassnet {

/// Where some pixels of the result come from. What is computed in vectors may go beyond the last of them.
struct PixelBatch {
    static constexpr std::size_t size = 16;
    enum Corner { top_left, top_right, bottom_left, bottom_right };

    std::size_t count = 0;
    alignas(64) double rows[size];
    alignas(64) double columns[size];
    /// The first value of each corner's pixel; negative: filling. Of a batch within the picture the first
    /// corner alone.
    alignas(64) std::int64_t corners[4][size];
    /// The weights of the corners below and on the right.
    alignas(64) float down[size], right[size];
};

/// The picture as the kernels read it.
struct PixelSource {
    const PictureView& picture;
    const Resampling& how;
    std::int64_t pitch;
    const float* filling;  // a pixel and some values more

    [[nodiscard]] const float* at(std::int64_t place) const {
        return place < 0 ? filling : picture.values + place;
    }
};

/// Where pixel 0, 1, 2 … of a row of the result comes from, along one axis.
struct PixelLine {
    double part, step, inverse, first_column, centre, offset;  // inverse of the step, if that is not 0
    [[nodiscard]] double at(std::int64_t column) const {
        return part + step * (static_cast<double>(column) - first_column) + centre + offset;
    }
};

struct PixelLines {
    PixelLine rows, columns;
};

struct PixelSpan {
    std::int64_t first, end;
};

inline PixelSpan common(const PixelSpan& one, const PixelSpan& other) {
    const std::int64_t first = std::max(one.first, other.first);
    return {first, std::max(first, std::min(one.end, other.end))};
}

/// Returns columns whose coordinate lies in lowest ≤ x < highest: all of them but for some that rounding
/// loses.
inline PixelSpan pixels_within(const PixelLine& line, double lowest, double highest, std::int64_t width) {
    const auto is_within = [&](std::int64_t column) {
        const double place = line.at(column);
        return place >= lowest && place < highest;
    };
    PixelSpan span{0, width};
    if (line.step != 0) {
        const double one = (lowest - line.at(0)) * line.inverse;
        const double other = one + (highest - lowest) * line.inverse;
        const auto column = [width](double place) {
            return static_cast<std::int64_t>(std::min(std::max(place, 0.0), static_cast<double>(width)));
        };
        span = {column(std::min(one, other)), column(std::max(one, other) + 1)};
    }
    while (span.first < span.end && !is_within(span.first)) ++span.first;
    while (span.first < span.end && !is_within(span.end - 1)) --span.end;
    return span;
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/area_resize.h"

#include <algorithm>
#include <cmath>

/// area_resize.h from its definition: the oracle of the fast kernels.
namespace glassnet::reference {

/// Returns how much of old pixel `old_pixel` lies under new pixel `new_pixel` of one axis, as a share of the
/// new one.
inline double covered_share(std::int64_t old_pixel, std::int64_t new_pixel, std::int64_t from,
                            std::int64_t to) {
    const double side = static_cast<double>(from) / static_cast<double>(to);
    const double begin = std::max(static_cast<double>(new_pixel) * side, static_cast<double>(old_pixel));
    const double end =
        std::min(static_cast<double>(new_pixel + 1) * side, static_cast<double>(old_pixel + 1));
    return std::max(end - begin, 0.0) / side;
}

/// Returns the mean of the area under each new pixel, not rounded.
template <class T>
std::vector<double> area_resize(const Shrinking& s, const T* from) {
    std::vector<double> to;
    for (std::int64_t y = 0; y < s.to_height; ++y) {
        for (std::int64_t x = 0; x < s.to_width; ++x) {
            for (std::int64_t c = 0; c < s.channels; ++c) {
                double sum = 0;
                for (std::int64_t row = 0; row < s.from_height; ++row) {
                    const double of_row = covered_share(row, y, s.from_height, s.to_height);
                    if (of_row == 0) continue;
                    for (std::int64_t column = 0; column < s.from_width; ++column)
                        sum += of_row * covered_share(column, x, s.from_width, s.to_width) *
                               static_cast<double>(from[(row * s.from_width + column) * s.channels + c]);
                }
                to.push_back(sum);
            }
        }
    }
    return to;
}

}  // namespace glassnet::reference

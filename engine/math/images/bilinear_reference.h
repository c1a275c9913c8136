// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/bilinear.h"

#include <algorithm>
#include <array>
#include <cmath>

/// bilinear.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

/// The two input pixels of an output pixel along one axis, and their weights.
template <class T>
struct BilinearSources {
    std::array<std::int64_t, 2> at{};
    std::array<T, 2> share{};

    BilinearSources(std::int64_t place, std::int64_t times, std::int64_t size) {
        const T middle =
            (static_cast<T>(place) + static_cast<T>(0.5)) / static_cast<T>(times) - static_cast<T>(0.5);
        const T below = std::floor(middle);
        const auto lower = static_cast<std::int64_t>(below);
        at = {std::max<std::int64_t>(lower, 0), std::min(lower + 1, size - 1)};
        share = {1 - (middle - below), middle - below};
    }
};

/// Calls action(input element, output element, weight) for all pairs that belong together.
template <class T, class Action>
void for_each_blend(const Upsampling& e, const Action& action) {
    const std::int64_t width = e.width * e.factor_x;
    for (std::int64_t y = 0; y < e.height * e.factor_y; ++y) {
        const BilinearSources<T> rows(y, e.factor_y, e.height);
        for (std::int64_t x = 0; x < width; ++x) {
            const BilinearSources<T> columns(x, e.factor_x, e.width);
            for (std::size_t i = 0; i < 4; ++i) {
                const std::int64_t pixel = rows.at[i / 2] * e.width + columns.at[i % 2];
                const T share = rows.share[i / 2] * columns.share[i % 2];
                for (std::int64_t c = 0; c < e.channels; ++c)
                    action(pixel * e.channels + c, (y * width + x) * e.channels + c, share);
            }
        }
    }
}

template <class T>
void upsample_bilinear(const Upsampling& e, const T* from, T* to) {
    std::fill_n(to, e.height * e.factor_y * e.width * e.factor_x * e.channels, T{0});
    for_each_blend<T>(
        e, [&](std::int64_t before, std::int64_t after, T share) { to[after] += share * from[before]; });
}

template <class T>
void upsample_bilinear_backward(const Upsampling& e, const T* gradient, T* to) {
    std::fill_n(to, e.height * e.width * e.channels, T{0});
    for_each_blend<T>(
        e, [&](std::int64_t before, std::int64_t after, T share) { to[before] += share * gradient[after]; });
}

}  // namespace glassnet::reference

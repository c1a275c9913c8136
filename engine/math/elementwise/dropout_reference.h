// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/dropout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

/// dropout.h by plain loops: the oracle of the fast kernels, and what serves double.
namespace glassnet::reference {

inline void draw_bits(const RandomRange& range, std::uint32_t* to) {
    Random random(range.row, static_cast<std::uint64_t>(range.first));
    for (std::int64_t i = 0; i < range.count; ++i) to[i] = random.bits();
}

template <class T>
void dropout(const RandomRange& range, double rate, const T* from, std::uint8_t* kept, T* to) {
    Random random(range.row, static_cast<std::uint64_t>(range.first));
    const T scale = static_cast<T>(1 / (1 - rate));
    std::fill_n(kept, (range.count + 7) / 8, std::uint8_t{0});
    for (std::int64_t i = 0; i < range.count; ++i) {
        const bool stays = static_cast<double>(random.uniform()) >= rate;
        kept[i / 8] = static_cast<std::uint8_t>(kept[i / 8] | stays << i % 8);
        to[i] = from[i] * (stays ? scale : T{0});
    }
}

template <class T>
void dropout_backward(const std::uint8_t* kept, double rate, const T* gradient, std::int64_t count, T* to) {
    const T scale = static_cast<T>(1 / (1 - rate));
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = gradient[i] * ((kept[i / 8] >> i % 8 & 1) != 0 ? scale : T{0});
}

template <class T>
std::array<T, 2> normal_pair(Random& random) {
    const double radius = std::sqrt(-2 * std::log((static_cast<double>(random.bits() >> 1) + 0.5) * 0x1p-31));
    const double angle = 2 * std::numbers::pi * static_cast<double>(random.bits()) * 0x1p-32;
    return {static_cast<T>(radius * std::cos(angle)), static_cast<T>(radius * std::sin(angle))};
}

/// use(i, normal number) for each value i of the range.
template <class T, class Use>
void for_each_normal(const RandomRange& range, const Use& use) {
    const std::int64_t odd = range.first % 2;
    Random random(range.row, static_cast<std::uint64_t>(range.first - odd));
    std::array<T, 2> pair{};
    for (std::int64_t i = -odd; i < range.count; ++i) {
        const bool second = (i + odd) % 2 == 1;
        if (!second) pair = normal_pair<T>(random);
        if (i >= 0) use(i, pair[second]);
    }
}

template <class T>
void add_gaussian_noise(const RandomRange& range, T deviation, const T* from, T* to) {
    for_each_normal<T>(range, [&](std::int64_t i, T normal) { to[i] = from[i] + deviation * normal; });
}

template <class T>
void multiply_gaussian_noise(const RandomRange& range, T deviation, const T* from, T* factors, T* to) {
    for_each_normal<T>(range, [&](std::int64_t i, T normal) {
        factors[i] = 1 + deviation * normal;
        to[i] = from[i] * factors[i];
    });
}

}  // namespace glassnet::reference

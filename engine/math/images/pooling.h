// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// One row of windows that touch each other: `windows` of `height` × `width` pixels, in rows of windows ·
/// width pixels, channels last.
struct PoolRow {
    std::int64_t windows = 1;
    std::int64_t height = 2, width = 2;  // height · width at most 256
    std::int64_t channels = 1;
};

/// output[x, c] = the largest of window x; places (nullptr: nobody asks) tells which one it was, row by row,
/// the first of several. NaN wins.
template <class T>
void max_pool_row(const T* from, const PoolRow& row, T* output, std::uint8_t* places);
/// The way back: each window gets its gradient at its place and 0 elsewhere.
template <class T>
void max_unpool_row(const T* gradient, const std::uint8_t* places, const PoolRow& row, T* to);

/// output[c] = the largest of channel c over all pixels; places[c] tells in which pixel it lies, the first of
/// several. NaN wins.
template <class T>
void max_of_pixels(const T* from, std::int64_t pixels, std::int64_t channels, T* output,
                   std::int32_t* places);

/// Maximum of `window` rows of `channels` values: to[c] = max over w of from[w][c]; NaN wins.
template <class T>
void maximum_of(const T* const* from, std::int64_t window, std::int64_t channels, T* to);
/// Gives gradient[c] to the first of the rows whose value is output[c]: to[w][c] += gradient[c].
template <class T>
void maximum_backward(const T* const* from, T* const* to, std::int64_t window, std::int64_t channels,
                      const T* output, const T* gradient);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Max-pooling. Where a window holds NaN its maximum is NaN.

/// One row of windows that touch each other: `windows` of `height` × `width` pixels, in image rows of
/// windows · width pixels, channels last.
struct PoolRow {
    std::int64_t windows = 1;
    std::int64_t height = 2, width = 2;  // height · width at most 256
    std::int64_t channels = 1;
};

/// Computes the maximum of each window and channel, `windows` × `channels` elements, and optionally (nullptr)
/// which pixel of the window it is: row by row, the first of several.
template <class T>
void max_pool_row(const T* from, const PoolRow& row, T* output, std::uint8_t* argmax);

/// Computes the gradient of max_pool_row's input: a window's gradient at its argmax, 0 elsewhere.
template <class T>
void max_pool_row_backward(const T* gradient, const std::uint8_t* argmax, const PoolRow& row, T* to);

/// Computes the maximum of each channel over all pixels and which pixel it is, the first of several.
template <class T>
void global_max_pool(const T* from, std::int64_t pixels, std::int64_t channels, T* output,
                     std::int32_t* argmax);

/// Computes to[c] = max over w of from[w][c], w < `window`: one window of any shape, whose pixels lie
/// anywhere.
template <class T>
void max_of_rows(const T* const* from, std::int64_t window, std::int64_t channels, T* to);

/// Adds gradient[c] to to[w][c] of the first w whose from[w][c] is output[c].
template <class T>
void max_of_rows_backward(const T* const* from, T* const* to, std::int64_t window, std::int64_t channels,
                          const T* output, const T* gradient);

}  // namespace glassnet

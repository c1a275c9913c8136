// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution.h"

namespace glassnet {

/// What a window gives to its output: each of its pixels, or each divided by their number. What lies outside the picture does not count.
enum class WindowShare { whole, mean };

/// Of one picture: to[i, j, c] = Σ of from[·, ·, c] · share over window i, j (which is not dilated).
template <class T>
void sum_windows(const Window2D& window, WindowShare share, const T* from, T* to);
/// The way back, from one output of each window to the picture: to[y, x, c] = Σ of from[·, ·, c] · share over the windows that hold pixel
/// y, x.
template <class T>
void spread_windows(const Window2D& window, WindowShare share, const T* from, T* to);

/// The part of a window that lies inside the picture, along one side.
struct WindowSpan {
    std::int64_t begin = 0, end = 0;
    [[nodiscard]] std::int64_t size() const { return end - begin; }
};
/// Along one side of a Window2D.
struct WindowSide {
    std::int64_t outputs = 1, size = 1, kernel = 1, stride = 1, pad = 0;

    [[nodiscard]] WindowSpan span(std::int64_t window) const {
        const std::int64_t begin = window * stride - pad, end = begin + kernel;
        return {begin < 0 ? 0 : begin, end < size ? end : size};
    }
};
[[nodiscard]] inline WindowSide rows_of(const Window2D& w) {
    return {w.output_height, w.input_height, w.kernel_height, w.stride_y, w.pad_top};
}
[[nodiscard]] inline WindowSide columns_of(const Window2D& w) {
    return {w.output_width, w.input_width, w.kernel_width, w.stride_x, w.pad_left};
}
template <class T>
[[nodiscard]] T share_of(WindowShare share, const WindowSpan& rows, const WindowSpan& columns) {
    return share == WindowShare::mean ? 1 / static_cast<T>(rows.size() * columns.size()) : T{1};
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/window_span.h"

namespace glassnet {

/// What a window gives to its output: each of its pixels, or each divided by their number. What lies outside
/// the picture does not count.
enum class WindowShare { whole, mean };

/// Of one picture: to[i, j, c] = Σ of from[·, ·, c] · share over window i, j (which is not dilated).
template <class T>
void sum_windows(const Window2D& window, WindowShare share, const T* from, T* to);
/// The way back, from one output of each window to the picture: to[y, x, c] = Σ of from[·, ·, c] · share over
/// the windows that hold pixel y, x.
template <class T>
void spread_windows(const Window2D& window, WindowShare share, const T* from, T* to);

template <class T>
[[nodiscard]] T share_of(WindowShare share, const WindowSpan& rows, const WindowSpan& columns) {
    return share == WindowShare::mean ? 1 / static_cast<T>(rows.size() * columns.size()) : T{1};
}

}  // namespace glassnet

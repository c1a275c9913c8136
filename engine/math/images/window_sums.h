// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/window_span.h"

namespace glassnet {

/// What a window reduces its pixels to. Pixels outside the image do not count.
enum class WindowReduction { sum, mean };

/// Reduces each window of one image, per channel: average pooling and its like. to[i, j, c] = Σ from[y, x, c]
/// · weight_of(window) over the pixels of window i, j, which is not dilated.
template <class T>
void sum_windows(const Window2D& window, WindowReduction reduction, const T* from, T* to);

/// The transpose of sum_windows, from one value per window to the image: to[y, x, c] = Σ from[i, j, c] ·
/// weight_of(window) over the windows that hold pixel y, x. It is the gradient of average pooling, and
/// upsampling by repetition.
template <class T>
void spread_windows(const Window2D& window, WindowReduction reduction, const T* from, T* to);

/// Returns the weight of each pixel in a window.
template <class T>
[[nodiscard]] T weight_of(WindowReduction reduction, const WindowSpan& rows, const WindowSpan& columns) {
    return reduction == WindowReduction::mean ? 1 / static_cast<T>(rows.size() * columns.size()) : T{1};
}

}  // namespace glassnet

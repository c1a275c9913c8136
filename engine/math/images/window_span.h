// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/window.h"

namespace glassnet {

/// The pixels of a window that lie inside the image, along one axis.
struct WindowSpan {
    std::int64_t begin = 0, end = 0;
    [[nodiscard]] std::int64_t size() const { return end - begin; }
};

/// One axis of a Window2D that is not dilated.
struct WindowAxis {
    std::int64_t outputs = 1, size = 1, kernel = 1, stride = 1, pad = 0;

    [[nodiscard]] WindowSpan span(std::int64_t window) const {
        const std::int64_t begin = window * stride - pad, end = begin + kernel;
        return {begin < 0 ? 0 : begin, end < size ? end : size};
    }
};

[[nodiscard]] inline WindowAxis rows_of(const Window2D& w) {
    return {w.output_height, w.input_height, w.kernel_height, w.stride_y, w.pad_top};
}
[[nodiscard]] inline WindowAxis columns_of(const Window2D& w) {
    return {w.output_width, w.input_width, w.kernel_width, w.stride_x, w.pad_left};
}

}  // namespace glassnet

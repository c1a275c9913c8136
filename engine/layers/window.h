// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "math/images/window.h"
#include "math/shape.h"

#include <array>
#include <string_view>

namespace glassnet {

/// What happens at the border of a picture. Names as in Keras.
enum class Padding { valid, same };
constexpr std::array<std::string_view, 2> names(Padding) { return {"valid", "same"}; }

/// Returns the geometry of a sliding window over pictures of this shape. "same" pads with Keras' rule: ⌈input
/// / stride⌉ outputs, the odd pixel of padding at the bottom and right. Throws needs_pictures and
/// window_too_large.
[[nodiscard]] Window2D window_over(std::string_view kind, const Shape& input, Size2 kernel, Size2 strides,
                                   Padding padding, Size2 dilation = {1, 1});

/// Calls action(first value of a pixel of the input, number of the kernel's tap) for every tap of the window
/// at `row` and `column` of the output that lies inside the image.
template <class Action>
void for_each_tap(const Window2D& w, std::int64_t row, std::int64_t column, const Action& action) {
    for (std::int64_t y = 0; y < w.kernel_height; ++y) {
        for (std::int64_t x = 0; x < w.kernel_width; ++x) {
            const std::int64_t in_y = row * w.stride_y - w.pad_top + y * w.dilation_y,
                               in_x = column * w.stride_x - w.pad_left + x * w.dilation_x;
            if (in_y >= 0 && in_y < w.input_height && in_x >= 0 && in_x < w.input_width)
                action((in_y * w.input_width + in_x) * w.channels, y * w.kernel_width + x);
        }
    }
}

}  // namespace glassnet

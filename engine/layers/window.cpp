// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/window.h"

#include "layers/layer_problems.h"

#include <algorithm>

namespace glassnet {

namespace {

struct Side {
    std::int64_t output;
    std::int64_t pad_before;
};

Side side_over(std::int64_t input, std::int64_t reach, std::int64_t stride, Padding padding) {
    if (padding == Padding::valid) return {(input - reach) / stride + 1, 0};
    const std::int64_t output = (input + stride - 1) / stride;
    return {output, std::max(std::int64_t{0}, (output - 1) * stride + reach - input) / 2};
}

}  // namespace

Window2D window_over(std::string_view kind, const Shape& input, Size2 kernel, Size2 strides, Padding padding,
                     Size2 dilation) {
    if (input.rank() != 3) throw needs_pictures(kind, input);
    const std::int64_t reach_y = (std::int64_t{kernel.height} - 1) * dilation.height + 1;
    const std::int64_t reach_x = (std::int64_t{kernel.width} - 1) * dilation.width + 1;
    if (padding == Padding::valid && (reach_y > input[0] || reach_x > input[1]))
        throw window_too_large(kind, reach_y, reach_x, input);
    const Side y = side_over(input[0], reach_y, strides.height, padding);
    const Side x = side_over(input[1], reach_x, strides.width, padding);
    return {.input_height = input[0],
            .input_width = input[1],
            .channels = input[2],
            .output_height = y.output,
            .output_width = x.output,
            .kernel_height = kernel.height,
            .kernel_width = kernel.width,
            .stride_y = strides.height,
            .stride_x = strides.width,
            .dilation_y = dilation.height,
            .dilation_x = dilation.width,
            .pad_top = y.pad_before,
            .pad_left = x.pad_before};
}

}  // namespace glassnet

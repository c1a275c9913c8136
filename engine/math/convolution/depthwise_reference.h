// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/epilogue.h"
#include "math/images/window.h"

#include <algorithm>

/// depthwise.h by plain loops: the oracle of the fast kernels, and what serves double.
namespace glassnet::reference {

/// Returns how many of `taps` taps, `dilation` apart, lie less than `distance` from the first.
inline std::int64_t taps_before(std::int64_t distance, std::int64_t dilation, std::int64_t taps) {
    return distance <= 0 ? 0 : std::min(taps, (distance + dilation - 1) / dilation);
}

/// Calls action(output pixel, tap, input pixel) for every tap of every output that lies inside the image.
template <class Action>
void for_each_tap(const Window2D& w, const Action& action) {
    for (std::int64_t pixel = 0; pixel < w.output_height * w.output_width; ++pixel) {
        const std::int64_t top = pixel / w.output_width * w.stride_y - w.pad_top;
        const std::int64_t left = pixel % w.output_width * w.stride_x - w.pad_left;
        const std::int64_t last_y = taps_before(w.input_height - top, w.dilation_y, w.kernel_height);
        const std::int64_t last_x = taps_before(w.input_width - left, w.dilation_x, w.kernel_width);
        for (std::int64_t y = taps_before(-top, w.dilation_y, w.kernel_height); y < last_y; ++y) {
            for (std::int64_t x = taps_before(-left, w.dilation_x, w.kernel_width); x < last_x; ++x)
                action(pixel, y * w.kernel_width + x,
                       (top + y * w.dilation_y) * w.input_width + left + x * w.dilation_x);
        }
    }
}

template <class T>
void depthwise_forward(const Window2D& w, std::int64_t multiplier, const T* input, const T* kernel,
                       const Epilogue<T>& epilogue, T* output) {
    const std::int64_t filters = w.channels * multiplier, count = w.output_height * w.output_width * filters;
    for (std::int64_t i = 0; i < count; ++i) output[i] = epilogue.bias ? epilogue.bias[i % filters] : T{0};
    for_each_tap(w, [&](std::int64_t pixel, std::int64_t tap, std::int64_t place) {
        for (std::int64_t f = 0; f < filters; ++f)
            output[pixel * filters + f] +=
                input[place * w.channels + f / multiplier] * kernel[tap * filters + f];
    });
    for (std::int64_t i = 0; epilogue.relu && i < count; ++i) output[i] = output[i] < 0 ? T{0} : output[i];
}

template <class T>
void depthwise_input_gradient(const Window2D& w, std::int64_t multiplier, const T* output_gradient,
                              const T* kernel, T* input_gradient) {
    const std::int64_t filters = w.channels * multiplier;
    std::fill_n(input_gradient, w.input_height * w.input_width * w.channels, T{0});
    for_each_tap(w, [&](std::int64_t pixel, std::int64_t tap, std::int64_t place) {
        for (std::int64_t f = 0; f < filters; ++f)
            input_gradient[place * w.channels + f / multiplier] +=
                output_gradient[pixel * filters + f] * kernel[tap * filters + f];
    });
}

template <class T>
void depthwise_kernel_gradient(const Window2D& w, std::int64_t multiplier, const T* input,
                               const T* output_gradient, T* kernel_gradient) {
    const std::int64_t filters = w.channels * multiplier;
    for_each_tap(w, [&](std::int64_t pixel, std::int64_t tap, std::int64_t place) {
        for (std::int64_t f = 0; f < filters; ++f)
            kernel_gradient[tap * filters + f] +=
                input[place * w.channels + f / multiplier] * output_gradient[pixel * filters + f];
    });
}

}  // namespace glassnet::reference

// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/depthwise.h"

#include <algorithm>

namespace glassnet {

namespace {

/// How many of `taps` taps, `dilation` apart, lie less than `distance` from the first.
std::int64_t taps_before(std::int64_t distance, std::int64_t dilation, std::int64_t taps) {
    return distance <= 0 ? 0 : std::min(taps, (distance + dilation - 1) / dilation);
}

}  // namespace

template <class T>
DepthwiseConvolution<T>::DepthwiseConvolution(const Window2D& window, std::int64_t multiplier)
    : window_(window), multiplier_(multiplier), filters_(window.channels * multiplier) {}

/// action(offset of the input pixel, offset of the kernel's tap) for every tap inside the picture.
template <class T>
template <class Action>
void DepthwiseConvolution<T>::for_each_tap(std::int64_t pixel, const Action& action) const {
    const Window2D& w = window_;
    const std::int64_t top = pixel / w.output_width * w.stride_y - w.pad_top;
    const std::int64_t left = pixel % w.output_width * w.stride_x - w.pad_left;
    const std::int64_t last_y = taps_before(w.input_height - top, w.dilation_y, w.kernel_height);
    const std::int64_t last_x = taps_before(w.input_width - left, w.dilation_x, w.kernel_width);
    for (std::int64_t y = taps_before(-top, w.dilation_y, w.kernel_height); y < last_y; ++y) {
        for (std::int64_t x = taps_before(-left, w.dilation_x, w.kernel_width); x < last_x; ++x) {
            action(((top + y * w.dilation_y) * w.input_width + left + x * w.dilation_x) * w.channels, (y * w.kernel_width + x) * filters_);
        }
    }
}

template <class T>
void DepthwiseConvolution<T>::forward(const T* input, const T* kernel, const T* bias, T* output) const {
    const std::int64_t channels = window_.channels;
    for (std::int64_t pixel = 0; pixel < window_.output_height * window_.output_width; ++pixel) {
        T* const to = output + pixel * filters_;
        if (bias)
            std::copy_n(bias, filters_, to);
        else
            std::fill_n(to, filters_, T{0});
        for_each_tap(pixel, [&](std::int64_t place, std::int64_t tap) {
            const T* const x = input + place;
            const T* const k = kernel + tap;
            if (multiplier_ == 1) {  // a loop that becomes vectors
                for (std::int64_t c = 0; c < channels; ++c) to[c] += x[c] * k[c];
                return;
            }
            for (std::int64_t c = 0; c < channels; ++c) {
                for (std::int64_t f = c * multiplier_; f < (c + 1) * multiplier_; ++f) to[f] += x[c] * k[f];
            }
        });
    }
}

template <class T>
void DepthwiseConvolution<T>::backward(const T* input, const T* kernel, const T* output_gradient, T* input_gradient,
                                       T* kernel_gradient) const {
    const std::int64_t channels = window_.channels;
    if (input_gradient) std::fill_n(input_gradient, window_.input_height * window_.input_width * channels, T{0});
    for (std::int64_t pixel = 0; pixel < window_.output_height * window_.output_width; ++pixel) {
        const T* const from = output_gradient + pixel * filters_;
        for_each_tap(pixel, [&](std::int64_t place, std::int64_t tap) {
            for (std::int64_t c = 0; c < channels; ++c) {
                for (std::int64_t f = c * multiplier_; f < (c + 1) * multiplier_; ++f) {
                    if (kernel_gradient) kernel_gradient[tap + f] += input[place + c] * from[f];
                    if (input_gradient) input_gradient[place + c] += kernel[tap + f] * from[f];
                }
            }
        });
    }
}

template class DepthwiseConvolution<float>;
template class DepthwiseConvolution<double>;

}  // namespace glassnet

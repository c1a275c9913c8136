// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution/depthwise.h"

#include "math/convolution/depthwise_kernels.h"
#include "math/convolution/depthwise_reference.h"
#include "math/convolution/repeat.h"

#include <algorithm>
#include <type_traits>

namespace glassnet {

template <class T>
DepthwiseConvolution<T>::DepthwiseConvolution(const Window2D& window, std::int64_t multiplier)
    : window_(window), multiplier_(multiplier) {}

/// Returns the rows of the input (below: of the output) that stay in the cache at a time.
template <class T>
std::int64_t DepthwiseConvolution<T>::input_band() const {
    constexpr std::int64_t in_cache = 65'536;
    return std::clamp<std::int64_t>(in_cache / wide_row(), 1, window_.input_height);
}
template <class T>
std::int64_t DepthwiseConvolution<T>::output_band() const {
    const std::int64_t reach = (window_.kernel_height - 1) * window_.dilation_y + 1;
    return std::clamp<std::int64_t>((input_band() - reach) / window_.stride_y + 1, 1, window_.output_height);
}

template <class T>
std::int64_t DepthwiseConvolution<T>::scratch_elements() const {
    if (!std::is_same_v<T, float> || multiplier_ == 1) return 0;
    Window2D part = window_;
    part.output_height = output_band();
    return std::max(input_band(), std::min(part.covered_height(), window_.input_height)) * wide_row() +
           repeat_slack;
}

/// Calls action(window with a channel for each filter, its image, where its outputs begin) for bands that
/// together give all outputs.
template <class T>
template <class Action>
void DepthwiseConvolution<T>::for_each_band(const T* input, T* scratch, const Action& action) const {
    if (multiplier_ == 1) return action(window_, input, std::int64_t{0});
    for (std::int64_t first = 0; first < window_.output_height; first += output_band()) {
        Window2D::Band band = window_.band(first, std::min(output_band(), window_.output_height - first));
        const std::int64_t row = window_.input_width * window_.channels;
        repeat(input + band.first_row * row, band.window.input_height * row, multiplier_, scratch);
        band.window.channels = filters();
        action(band.window, scratch, first * window_.output_width * filters());
    }
}

template <class T>
void DepthwiseConvolution<T>::forward(const T* input, const T* kernel, const Epilogue<T>& epilogue, T* output,
                                      T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        for_each_band(input, scratch, [&](const Window2D& window, const float* from, std::int64_t place) {
            depthwise_forward(window, from, kernel, epilogue, output + place);
        });
    } else {
        reference::depthwise_forward(window_, multiplier_, input, kernel, epilogue, output);
    }
}

template <class T>
void DepthwiseConvolution<T>::add_kernel_gradient(const T* input, const T* output_gradient,
                                                  T* kernel_gradient, T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        for_each_band(input, scratch, [&](const Window2D& window, const float* from, std::int64_t place) {
            depthwise_kernel_gradient(window, from, output_gradient + place, kernel_gradient);
        });
    } else {
        reference::depthwise_kernel_gradient(window_, multiplier_, input, output_gradient, kernel_gradient);
    }
}

template <class T>
void DepthwiseConvolution<T>::input_gradient(const T* output_gradient, const T* kernel, T* input_gradient,
                                             T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        if (multiplier_ == 1)
            return depthwise_input_gradient(window_, output_gradient, kernel, input_gradient);
        Window2D band = window_;
        band.channels = filters();
        const std::int64_t row = window_.input_width * window_.channels;
        // the rows above count as padding
        for (std::int64_t first = 0; first < window_.input_height; first += input_band()) {
            band.input_height = std::min(input_band(), window_.input_height - first);
            band.pad_top = window_.pad_top + first;
            depthwise_input_gradient(band, output_gradient, kernel, scratch);
            repeat_backward(scratch, band.input_height * row, multiplier_, input_gradient + first * row);
        }
    } else {
        reference::depthwise_input_gradient(window_, multiplier_, output_gradient, kernel, input_gradient);
    }
}

template class DepthwiseConvolution<float>;
template class DepthwiseConvolution<double>;

}  // namespace glassnet

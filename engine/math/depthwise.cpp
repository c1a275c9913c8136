// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/depthwise.h"

#include "math/depthwise_reference.h"
#include "math/depthwise_simd.h"

#include <type_traits>

namespace glassnet {

template <class T>
DepthwiseConvolution<T>::DepthwiseConvolution(const Window2D& window, std::int64_t multiplier) : window_(window), multiplier_(multiplier) {}

template <class T>
void DepthwiseConvolution<T>::forward(const T* input, const T* kernel, const T* bias, bool relu, T* output) const {
    if constexpr (std::is_same_v<T, float>) {
        if (by_vectors()) return simd::depthwise_forward(window_, input, kernel, bias, relu, output);
    }
    reference::depthwise_forward(window_, multiplier_, input, kernel, bias, relu, output);
}

template <class T>
void DepthwiseConvolution<T>::input_gradient(const T* output_gradient, const T* kernel, T* input_gradient) const {
    if constexpr (std::is_same_v<T, float>) {
        if (by_vectors()) return simd::depthwise_input_gradient(window_, output_gradient, kernel, input_gradient);
    }
    reference::depthwise_input_gradient(window_, multiplier_, output_gradient, kernel, input_gradient);
}

template <class T>
void DepthwiseConvolution<T>::add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient) const {
    if constexpr (std::is_same_v<T, float>) {
        if (by_vectors()) return simd::depthwise_kernel_gradient(window_, input, output_gradient, kernel_gradient);
    }
    reference::depthwise_kernel_gradient(window_, multiplier_, input, output_gradient, kernel_gradient);
}

template class DepthwiseConvolution<float>;
template class DepthwiseConvolution<double>;

}  // namespace glassnet

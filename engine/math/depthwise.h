// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution.h"

namespace glassnet {

/// The depthwise convolution of one sample: each channel c has `multiplier` filters of its own and gives as many channels c·multiplier + k.
/// Kernels lie height × width × channels × multiplier.
template <class T>
class DepthwiseConvolution {
public:
    DepthwiseConvolution(const Window2D& window, std::int64_t multiplier);

    /// output[i, j, c·m + k] = Σ over u, v of input[i·s + u·d, j·s + v·d, c] · kernel[u, v, c, k] + bias[c·m + k] (nullptr: none)
    void forward(const T* input, const T* kernel, const T* bias, T* output) const;
    /// input_gradient = ∂loss/∂input and kernel_gradient += ∂loss/∂kernel; nullptr where nobody wants it.
    void backward(const T* input, const T* kernel, const T* output_gradient, T* input_gradient, T* kernel_gradient) const;

private:
    template <class Action>
    void for_each_tap(std::int64_t pixel, const Action& action) const;

    Window2D window_;
    std::int64_t multiplier_;
    std::int64_t filters_;
};

}  // namespace glassnet

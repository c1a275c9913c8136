// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution.h"

#include <type_traits>

namespace glassnet {

/// The depthwise convolution of one sample: each channel c has `multiplier` filters of its own and gives as many channels c·multiplier + k.
/// Kernels lie height × width × channels × multiplier. In float, one filter for each channel goes by vectors of channels.
template <class T>
class DepthwiseConvolution {
public:
    DepthwiseConvolution(const Window2D& window, std::int64_t multiplier);

    /// output[i, j, c·m + k] = Σ over u, v of input[i·s + u·d, j·s + v·d, c] · kernel[u, v, c, k] + bias[c·m + k] (nullptr: none), then
    /// max(·, 0) if `relu`.
    void forward(const T* input, const T* kernel, const T* bias, bool relu, T* output) const;
    /// input_gradient = ∂loss/∂input
    void input_gradient(const T* output_gradient, const T* kernel, T* input_gradient) const;
    /// kernel_gradient += ∂loss/∂kernel
    void add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient) const;

    /// How all passes are computed, for people.
    [[nodiscard]] const char* algorithm() const { return by_vectors() ? "vectors of channels" : "plain loops"; }

private:
    [[nodiscard]] constexpr bool by_vectors() const { return std::is_same_v<T, float> && multiplier_ == 1; }

    Window2D window_;
    std::int64_t multiplier_;
};

}  // namespace glassnet

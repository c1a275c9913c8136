// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/window.h"

#include <type_traits>

namespace glassnet {

/// The depthwise convolution of one sample: each channel c has `multiplier` filters of its own and gives as
/// many channels c·multiplier + k. Kernels lie height × width × channels × multiplier. In float it goes by
/// vectors of these channels; where there are several filters for each channel, some rows of the picture at a
/// time with every number as often as there are filters, in the caller's scratch.
template <class T>
class DepthwiseConvolution {
public:
    DepthwiseConvolution(const Window2D& window, std::int64_t multiplier);

    [[nodiscard]] std::int64_t scratch_elements() const;

    /// output[i, j, c·m + k] = Σ over u, v of input[i·s + u·d, j·s + v·d, c] · kernel[u, v, c, k] + bias[c·m
    /// + k] (nullptr: none), then max(·, 0) if `relu`.
    void forward(const T* input, const T* kernel, const T* bias, bool relu, T* output, T* scratch) const;
    /// input_gradient = ∂loss/∂input
    void input_gradient(const T* output_gradient, const T* kernel, T* input_gradient, T* scratch) const;
    /// kernel_gradient += ∂loss/∂kernel
    void add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient, T* scratch) const;

    /// How all passes are computed, for people.
    [[nodiscard]] const char* algorithm() const {
        return std::is_same_v<T, float> ? "vectors of channels" : "plain loops";
    }

private:
    [[nodiscard]] std::int64_t filters() const { return window_.channels * multiplier_; }
    [[nodiscard]] std::int64_t wide_row() const { return window_.input_width * filters(); }
    [[nodiscard]] std::int64_t input_band() const;
    [[nodiscard]] std::int64_t output_band() const;
    template <class Action>
    void for_each_band(const T* input, T* scratch, const Action& action) const;

    Window2D window_;
    std::int64_t multiplier_;
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/epilogue.h"
#include "math/images/window.h"

#include <type_traits>

namespace glassnet {

/// The depthwise convolution of one sample: each channel c has `multiplier` filters of its own, which give
/// the output channels c · multiplier + k. Kernels lie height × width × channels × multiplier. In float,
/// vectors hold output channels; where there are several filters for each channel, the input is repeated in
/// the caller's scratch, some rows at a time.
template <class T>
class DepthwiseConvolution {
public:
    DepthwiseConvolution(const Window2D& window, std::int64_t multiplier);

    [[nodiscard]] std::int64_t scratch_elements() const;

    /// Computes output[i, j, c·m + k] = epilogue(Σ over u, v of input[i·s + u·d, j·s + v·d, c] · kernel[u, v,
    /// c, k]).
    void forward(const T* input, const T* kernel, const Epilogue<T>& epilogue, T* output, T* scratch) const;
    /// Computes input_gradient = ∂loss/∂input.
    void input_gradient(const T* output_gradient, const T* kernel, T* input_gradient, T* scratch) const;
    /// Adds ∂loss/∂kernel to `kernel_gradient`.
    void add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient, T* scratch) const;

    /// Names the algorithm of all passes for people.
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/activations.h"
#include "math/images/window.h"
#include "operations/operation.h"

#include <cstdint>
#include <memory>

namespace glassnet {

/// A convolution with its bias and activation. Its weights are the kernel and, if used, the bias.
struct ConvolutionSettings {
    Window2D window{};
    std::int64_t filters = 1;
    std::int64_t groups = 1;
    std::int64_t multiply_adds = 0;  // of a sample, see Layer::multiply_adds
    ActivationFunction activation = ActivationFunction::linear;
    bool use_bias = true;
    bool trainable = true;
};

/// y = f(x ∗ W + b). Takes a relu, a normalization (whose affine function goes into kernel and bias) and a
/// max-pooling behind it.
[[nodiscard]] std::unique_ptr<Operation> convolution(const ConvolutionSettings& settings,
                                                     const Binding& binding);

/// The same with `depth_multiplier` filters for each channel alone; `filters` and `groups` are not read.
/// Takes a relu and a normalization.
[[nodiscard]] std::unique_ptr<Operation> depthwise_convolution(const ConvolutionSettings& settings,
                                                               std::int64_t depth_multiplier,
                                                               const Binding& binding);

/// A depthwise convolution, then one by 1 × 1 that mixes its channels. The weights are both kernels and, if
/// used, the bias. Takes a relu.
[[nodiscard]] std::unique_ptr<Operation> separable_convolution(const ConvolutionSettings& settings,
                                                               std::int64_t depth_multiplier,
                                                               const Binding& binding);

/// The transpose of a convolution, whose `window` goes from the output of this operation to its input: the
/// passes of one are those of the other, exchanged. `filters` are the channels of the output. Takes a relu.
[[nodiscard]] std::unique_ptr<Operation> transposed_convolution(const ConvolutionSettings& settings,
                                                                const Binding& binding);

}  // namespace glassnet

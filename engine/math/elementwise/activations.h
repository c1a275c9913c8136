// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace glassnet {

/// The list of activation functions. Names, formulas and constants are those of Keras 3. What each one is
/// stands in activation_functions.h, its vectors in activations.cpp.
enum class ActivationFunction {
    linear,
    relu,
    leaky_relu,
    elu,
    selu,
    gelu,
    gelu_tanh,
    silu,
    mish,
    sigmoid,
    hard_sigmoid,
    tanh,
    softplus,
    softsign,
    exponential,
    softmax,
    log_softmax
};

constexpr std::array<std::string_view, 17> names(ActivationFunction) {
    return {"linear",    "relu",     "leaky_relu",  "elu",     "selu",         "gelu",
            "gelu_tanh", "silu",     "mish",        "sigmoid", "hard_sigmoid", "tanh",
            "softplus",  "softsign", "exponential", "softmax", "log_softmax"};
}

constexpr std::string_view name_of(ActivationFunction function) {
    return names(function)[static_cast<std::size_t>(function)];
}

/// Tells whether an output depends on all values of its row: such functions have kernels of their own
/// (rows/softmax.h), all others are elementwise.
constexpr bool needs_row(ActivationFunction function) {
    return function == ActivationFunction::softmax || function == ActivationFunction::log_softmax;
}

/// What people read about an activation function: one sentence, its formula and its name elsewhere.
struct ActivationText {
    std::string_view summary, formula, keras, pytorch;
};
[[nodiscard]] ActivationText text_of(ActivationFunction function);

/// An activation function with its parameters. Each reads only those that its formula names.
struct Activation {
    ActivationFunction function = ActivationFunction::linear;
    double scale = 1, offset = 0, slope = 0, alpha = 1, threshold = 0;
    double maximum = std::numeric_limits<double>::infinity();
};

/// Returns the function with the parameters that it has where it is chosen by name.
[[nodiscard]] Activation activation_of(ActivationFunction function);

/// Tells whether it is max(x, 0) and nothing more: ReLU with neither a slope, a threshold nor a ceiling.
[[nodiscard]] constexpr bool is_plain_relu(const Activation& activation) {
    return activation.function == ActivationFunction::relu && activation.slope == 0 &&
           activation.threshold == 0 && activation.maximum == std::numeric_limits<double>::infinity();
}

/// Tells whether the derivative is no function of the output alone, so that the backward pass needs the
/// input.
[[nodiscard]] bool needs_input(const Activation& activation);

/// Tells whether the backward pass needs the output instead.
[[nodiscard]] bool needs_output(const Activation& activation);

// Elementwise functions of `count` contiguous elements. Float runs in the processor's widest vectors, double
// in plain loops; results do not depend on the number of lanes, and NaN stays NaN. Outputs may be written
// over inputs.

/// Computes to[i] = f(from[i]).
template <class T>
void apply(const Activation& activation, const T* from, std::int64_t count, T* to);

/// Computes to[i] = gradient[i] · f′, from input[i] if the activation needs_input, else from output[i];
/// linear reads neither. Where the value read is NaN the result is NaN.
template <class T>
void apply_backward(const Activation& activation, const T* gradient, const T* input, const T* output,
                    std::int64_t count, T* to);

}  // namespace glassnet

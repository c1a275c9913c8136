// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/activations.h"
#include "math/rows/softmax.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace glassnet {

/// The functions that a layer can apply to its output. Names, formulas and constants as in Keras 3.
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

/// Whether an output depends on all values of its row.
constexpr bool needs_row(ActivationFunction function) {
    return function == ActivationFunction::softmax || function == ActivationFunction::log_softmax;
}

/// What it does to each value; softmax and log_softmax, which need rows, are none.
inline Curve curve_of(ActivationFunction function) {
    using F = ActivationFunction;
    using Form = Curve::Form;
    switch (function) {
        case F::relu:
            return {.form = Form::relu};
        case F::leaky_relu:
            return {.form = Form::leaky_relu, .slope = 0.2};
        case F::elu:
            return {.form = Form::elu};
        case F::selu:  // Klambauer et al. 2017
            return {.form = Form::elu, .scale = 1.0507009873554805, .alpha = 1.6732632423543772};
        case F::gelu:
            return {.form = Form::gelu};
        case F::gelu_tanh:
            return {.form = Form::gelu_tanh};
        case F::silu:
            return {.form = Form::silu};
        case F::mish:
            return {.form = Form::mish};
        case F::sigmoid:
            return {.form = Form::sigmoid};
        case F::hard_sigmoid:
            return {.form = Form::hard_sigmoid};
        case F::tanh:
            return {.form = Form::tanh};
        case F::softplus:
            return {.form = Form::softplus};
        case F::softsign:
            return {.form = Form::softsign};
        case F::exponential:
            return {.form = Form::exponential};
        default:
            return {};
    }
}

/// Whether the slope is no function of the output alone: then the values before it are kept for the way back.
inline bool needs_input(ActivationFunction function) { return needs_input(curve_of(function)); }

/// Whether its way back asks for its output.
inline bool needs_output(ActivationFunction function) {
    return needs_row(function) || needs_output(curve_of(function));
}

/// Applies the function in place to `rows` rows of `columns` values; softmax runs over a row (the last axis).
template <class T>
void activate(ActivationFunction function, T* values, std::int64_t rows, std::int64_t columns) {
    using F = ActivationFunction;
    if (function == F::linear) return;
    if (!needs_row(function)) return apply(curve_of(function), values, rows * columns, values);
    function == F::softmax ? softmax(values, rows, columns, values)
                           : log_softmax(values, rows, columns, values);
}

/// Turns ∂loss/∂output into ∂loss/∂input, in place. `before`: the values before the function, read only where
/// it needs_input.
template <class T>
void activate_backward(ActivationFunction function, T* gradient, const T* before, const T* output,
                       std::int64_t rows, std::int64_t columns) {
    using F = ActivationFunction;
    if (function == F::linear) return;
    if (!needs_row(function))
        return apply_backward(curve_of(function), gradient, before, output, rows * columns, gradient);
    function == F::softmax ? softmax_backward(gradient, output, rows, columns, gradient)
                           : log_softmax_backward(gradient, output, rows, columns, gradient);
}

/// What a layer keeps of each sample for the way back through its activation.
inline std::int64_t kept_elements(ActivationFunction function, std::int64_t outputs) {
    return needs_input(function) ? outputs : 0;
}

/// activate, after the values were copied to `kept` where the way back needs them (kept_elements for each
/// sample).
template <class T>
void activate_and_keep(ActivationFunction function, T* values, T* kept, std::int64_t rows,
                       std::int64_t columns) {
    if (needs_input(function)) std::copy_n(values, rows * columns, kept);
    activate(function, values, rows, columns);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise.h"

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
    return {"linear",  "relu",         "leaky_relu", "elu",      "selu",     "gelu",        "gelu_tanh", "silu",       "mish",
            "sigmoid", "hard_sigmoid", "tanh",       "softplus", "softsign", "exponential", "softmax",   "log_softmax"};
}

constexpr std::string_view name_of(ActivationFunction function) { return names(function)[static_cast<std::size_t>(function)]; }

/// Whether the slope is no function of the output alone: then the values before it are kept for the way back.
constexpr bool needs_input(ActivationFunction function) {
    return function == ActivationFunction::gelu || function == ActivationFunction::gelu_tanh || function == ActivationFunction::silu ||
           function == ActivationFunction::mish;
}

/// Whether an output depends on all values of its row.
constexpr bool needs_row(ActivationFunction function) {
    return function == ActivationFunction::softmax || function == ActivationFunction::log_softmax;
}

/// Whether the function has fast kernels of its own; all others are plain loops.
constexpr bool goes_by_vectors(ActivationFunction function) { return function == ActivationFunction::relu; }

namespace activation_detail {

constexpr double leaky_slope = 0.2;
// Klambauer et al. 2017.
constexpr double selu_alpha = 1.6732632423543772, selu_scale = 1.0507009873554805;
constexpr double root_of_half = 0.7071067811865476, normal_peak = 0.3989422804014327;  // 1 / √2, 1 / √(2π)
constexpr double root_of_2_over_pi = 0.7978845608028654, gelu_cubic = 0.044715;

template <class T>
T sigmoid(T x) {
    if (x >= 0) return 1 / (1 + std::exp(-x));
    const T raised = std::exp(x);  // does not overflow where x is very negative
    return raised / (1 + raised);
}

/// ln(1 + eˣ)
template <class T>
T softplus(T x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

/// One value of a function that looks at nothing else. NaN stays NaN.
template <class T>
T value(ActivationFunction function, T x) {
    using F = ActivationFunction;
    switch (function) {
        case F::leaky_relu:
            return x >= 0 ? x : static_cast<T>(leaky_slope) * x;
        case F::elu:
            return x > 0 ? x : std::expm1(x);
        case F::selu:
            return static_cast<T>(selu_scale) * (x > 0 ? x : static_cast<T>(selu_alpha) * std::expm1(x));
        case F::gelu:  // Hendrycks and Gimpel 2016
            return x * std::erfc(-x * static_cast<T>(root_of_half)) / 2;
        case F::gelu_tanh:
            return x * (1 + std::tanh(static_cast<T>(root_of_2_over_pi) * (x + static_cast<T>(gelu_cubic) * x * x * x))) / 2;
        case F::silu:
            return x * sigmoid(x);
        case F::mish:  // Misra 2019
            return x * std::tanh(softplus(x));
        case F::sigmoid:
            return sigmoid(x);
        case F::hard_sigmoid: {
            const T line = x / 6 + static_cast<T>(0.5);
            return line < 0 ? T{0} : (line > 1 ? T{1} : line);
        }
        case F::tanh:
            return std::tanh(x);
        case F::softplus:
            return softplus(x);
        case F::softsign:
            return x / (1 + std::abs(x));
        case F::exponential:
            return std::exp(x);
        default:
            return x;
    }
}

/// The slope there: from the value x before the function where it needs that, otherwise from the output y.
template <class T>
T slope(ActivationFunction function, T x, T y) {
    using F = ActivationFunction;
    switch (function) {
        case F::leaky_relu:
            return y >= 0 ? T{1} : static_cast<T>(leaky_slope);
        case F::elu:
            return y > 0 ? T{1} : y + 1;
        case F::selu:
            return y > 0 ? static_cast<T>(selu_scale) : y + static_cast<T>(selu_scale * selu_alpha);
        case F::gelu: {
            const T density = std::exp(-x * x / 2) * static_cast<T>(normal_peak);
            return std::erfc(-x * static_cast<T>(root_of_half)) / 2 + x * density;
        }
        case F::gelu_tanh: {
            const T inner = std::tanh(static_cast<T>(root_of_2_over_pi) * (x + static_cast<T>(gelu_cubic) * x * x * x));
            return (1 + inner +
                    x * (1 - inner * inner) * static_cast<T>(root_of_2_over_pi) * (1 + 3 * static_cast<T>(gelu_cubic) * x * x)) /
                   2;
        }
        case F::silu: {
            const T s = sigmoid(x);
            return s * (1 + x * (1 - s));
        }
        case F::mish: {
            const T inner = std::tanh(softplus(x));
            return inner + x * (1 - inner * inner) * sigmoid(x);
        }
        case F::sigmoid:
            return y * (1 - y);
        case F::hard_sigmoid:
            return y > 0 && y < 1 ? static_cast<T>(1.0 / 6) : T{0};
        case F::tanh:
            return 1 - y * y;
        case F::softplus:
            return -std::expm1(-y);
        case F::softsign: {
            const T rest = 1 - std::abs(y);
            return rest * rest;
        }
        case F::exponential:
            return y;
        default:
            return 1;
    }
}

template <class T>
T largest_of(const T* values, std::int64_t count) {
    T largest = values[0];
    for (std::int64_t i = 1; i < count; ++i)
        if (values[i] > largest || std::isnan(values[i])) largest = values[i];
    return largest;
}

}  // namespace activation_detail

/// y = e^(x − max) / Σ e^(x − max) over `count` values, in place.
template <class T>
void softmax(T* values, std::int64_t count) {
    const T largest = activation_detail::largest_of(values, count);
    T sum = 0;
    for (std::int64_t i = 0; i < count; ++i) sum += values[i] = std::exp(values[i] - largest);
    for (std::int64_t i = 0; i < count; ++i) values[i] /= sum;
}

/// y = x − max − ln Σ e^(x − max) over `count` values, in place.
template <class T>
void log_softmax(T* values, std::int64_t count) {
    const T largest = activation_detail::largest_of(values, count);
    T sum = 0;
    for (std::int64_t i = 0; i < count; ++i) sum += std::exp(values[i] - largest);
    const T shift = largest + std::log(sum);
    for (std::int64_t i = 0; i < count; ++i) values[i] -= shift;
}

/// Turns gradients of softmax's outputs y into those of its inputs.
template <class T>
void softmax_backward(T* gradient, const T* y, std::int64_t count) {
    T sum = 0;
    for (std::int64_t i = 0; i < count; ++i) sum += gradient[i] * y[i];
    for (std::int64_t i = 0; i < count; ++i) gradient[i] = y[i] * (gradient[i] - sum);
}

/// Applies the function in place to `rows` rows of `columns` values; softmax runs over a row (the last axis).
template <class T>
void activate(ActivationFunction function, T* values, std::int64_t rows, std::int64_t columns) {
    using F = ActivationFunction;
    if (function == F::linear) return;
    if (goes_by_vectors(function)) return relu(values, rows * columns, values);
    if (needs_row(function)) {
        for (std::int64_t row = 0; row < rows; ++row)
            function == F::softmax ? softmax(values + row * columns, columns) : log_softmax(values + row * columns, columns);
        return;
    }
    for (std::int64_t i = 0; i < rows * columns; ++i) values[i] = activation_detail::value(function, values[i]);
}

/// Turns ∂loss/∂output into ∂loss/∂input, in place. `before`: the values before the function, read only where it needs_input.
template <class T>
void activate_backward(ActivationFunction function, T* gradient, const T* before, const T* output, std::int64_t rows,
                       std::int64_t columns) {
    using F = ActivationFunction;
    if (function == F::linear) return;
    if (goes_by_vectors(function)) return relu_backward(gradient, output, rows * columns, gradient);
    if (needs_row(function)) {
        for (std::int64_t row = 0; row < rows; ++row) {
            T* g = gradient + row * columns;
            const T* y = output + row * columns;
            if (function == F::softmax) {
                softmax_backward(g, y, columns);
                continue;
            }
            T sum = 0;
            for (std::int64_t i = 0; i < columns; ++i) sum += g[i];
            for (std::int64_t i = 0; i < columns; ++i) g[i] -= std::exp(y[i]) * sum;
        }
        return;
    }
    const bool with_input = needs_input(function);
    for (std::int64_t i = 0; i < rows * columns; ++i)
        gradient[i] *= activation_detail::slope(function, with_input ? before[i] : T{0}, output[i]);
}

/// What a layer keeps of each sample for the way back through its activation.
constexpr std::int64_t kept_elements(ActivationFunction function, std::int64_t outputs) { return needs_input(function) ? outputs : 0; }

/// activate, after the values were copied to `kept` where the way back needs them (kept_elements for each sample).
template <class T>
void activate_and_keep(ActivationFunction function, T* values, T* kept, std::int64_t rows, std::int64_t columns) {
    if (needs_input(function)) std::copy_n(values, rows * columns, kept);
    activate(function, values, rows, columns);
}

}  // namespace glassnet

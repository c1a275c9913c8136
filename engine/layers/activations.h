// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace glassnet {

/// The functions that a layer can apply to its output. Names as in Keras 3.
enum class ActivationFunction { linear, relu, sigmoid, tanh, softmax };

constexpr std::array<std::string_view, 5> names(ActivationFunction) { return {"linear", "relu", "sigmoid", "tanh", "softmax"}; }

constexpr std::string_view name_of(ActivationFunction function) { return names(function)[static_cast<std::size_t>(function)]; }

/// y = e^(x − max) / Σ e^(x − max) over `count` values, in place.
template <class T>
void softmax(T* values, std::int64_t count) {
    T largest = values[0];
    for (std::int64_t i = 1; i < count; ++i) {
        if (values[i] > largest || std::isnan(values[i])) largest = values[i];
    }
    T sum = 0;
    for (std::int64_t i = 0; i < count; ++i) sum += values[i] = std::exp(values[i] - largest);
    for (std::int64_t i = 0; i < count; ++i) values[i] /= sum;
}

/// Applies the function in place to `rows` rows of `columns` values; softmax runs over a row (the last axis).
template <class T>
void activate(ActivationFunction function, T* values, std::int64_t rows, std::int64_t columns) {
    switch (function) {
        case ActivationFunction::linear:
            break;
        case ActivationFunction::relu:
            relu(values, rows * columns);
            break;
        case ActivationFunction::sigmoid:
            for (std::int64_t i = 0; i < rows * columns; ++i) values[i] = 1 / (1 + std::exp(-values[i]));
            break;
        case ActivationFunction::tanh:
            for (std::int64_t i = 0; i < rows * columns; ++i) values[i] = std::tanh(values[i]);
            break;
        case ActivationFunction::softmax:
            for (std::int64_t row = 0; row < rows; ++row) softmax(values + row * columns, columns);
            break;
    }
}

/// Turns ∂loss/∂output into ∂loss/∂input, in place, from the output alone.
template <class T>
void activate_backward(ActivationFunction function, T* gradient, const T* output, std::int64_t rows, std::int64_t columns) {
    switch (function) {
        case ActivationFunction::linear:
            break;
        case ActivationFunction::relu:
            relu_backward(gradient, output, rows * columns);
            break;
        case ActivationFunction::sigmoid:
            for (std::int64_t i = 0; i < rows * columns; ++i) gradient[i] *= output[i] * (1 - output[i]);
            break;
        case ActivationFunction::tanh:
            for (std::int64_t i = 0; i < rows * columns; ++i) gradient[i] *= 1 - output[i] * output[i];
            break;
        case ActivationFunction::softmax:
            for (std::int64_t row = 0; row < rows; ++row) {
                const T* y = output + row * columns;
                T* g = gradient + row * columns;
                T sum = 0;
                for (std::int64_t i = 0; i < columns; ++i) sum += g[i] * y[i];
                for (std::int64_t i = 0; i < columns; ++i) g[i] = y[i] * (g[i] - sum);
            }
            break;
    }
}

}  // namespace glassnet

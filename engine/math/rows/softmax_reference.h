// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

/// softmax.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

template <class T>
void softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += columns, to += columns) {
        const T largest = *std::max_element(from, from + columns);
        T sum = 0;
        for (std::int64_t i = 0; i < columns; ++i) sum += to[i] = std::exp(from[i] - largest);
        for (std::int64_t i = 0; i < columns; ++i) to[i] /= sum;
    }
}

template <class T>
void log_softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += columns, to += columns) {
        const T largest = *std::max_element(from, from + columns);
        T sum = 0;
        for (std::int64_t i = 0; i < columns; ++i) sum += std::exp(from[i] - largest);
        const T shift = largest + std::log(sum);
        for (std::int64_t i = 0; i < columns; ++i) to[i] = from[i] - shift;
    }
}

template <class T>
void softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns, T* to) {
    for (std::int64_t row = 0; row < rows; ++row, gradient += columns, output += columns, to += columns) {
        T sum = 0;
        for (std::int64_t i = 0; i < columns; ++i) sum += gradient[i] * output[i];
        for (std::int64_t i = 0; i < columns; ++i) to[i] = output[i] * (gradient[i] - sum);
    }
}

template <class T>
void log_softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns,
                          T* to) {
    for (std::int64_t row = 0; row < rows; ++row, gradient += columns, output += columns, to += columns) {
        T sum = 0;
        for (std::int64_t i = 0; i < columns; ++i) sum += gradient[i];
        for (std::int64_t i = 0; i < columns; ++i) to[i] = gradient[i] - std::exp(output[i]) * sum;
    }
}

}  // namespace glassnet::reference

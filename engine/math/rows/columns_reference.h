// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/rows/columns.h"

#include <algorithm>

/// columns.h by plain loops: the oracle of the fast kernels, and the tails that do not fill a vector.
namespace glassnet::reference {

template <class T>
void add_column_sums(const T* values, std::int64_t rows, std::int64_t columns, T* sums) {
    for (std::int64_t c = 0; c < columns; ++c) {
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            T block = 0;
            for (std::int64_t row = first; row < std::min(rows, first + sum_block); ++row)
                block += values[row * columns + c];
            sums[c] += block;
        }
    }
}

template <class T>
void scale_columns(const T* from, std::int64_t rows, std::int64_t columns, const T* factors, T* to) {
    for (std::int64_t row = 0; row < rows; ++row) {
        for (std::int64_t c = 0; c < columns; ++c)
            to[row * columns + c] = from[row * columns + c] * factors[c];
    }
}

template <class T>
void prelu(const T* from, const T* slopes, std::int64_t rows, std::int64_t columns, T* to) {
    for (std::int64_t i = 0; i < rows * columns; ++i)
        to[i] = from[i] > 0 ? from[i] : slopes[i % columns] * from[i];
}

template <class T>
void prelu_backward(const T* gradient, const T* from, const T* slopes, std::int64_t rows,
                    std::int64_t columns, T* slope_gradients, T* to) {
    for (std::int64_t c = 0; c < columns; ++c) {
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            T block = 0;
            for (std::int64_t i = first * columns + c; i < std::min(rows, first + sum_block) * columns;
                 i += columns) {
                const bool passes = from[i] > 0;
                if (!passes) block += gradient[i] * from[i];
                if (to) to[i] = passes ? gradient[i] : gradient[i] * slopes[c];
            }
            if (slope_gradients) slope_gradients[c] += block;
        }
    }
}

}  // namespace glassnet::reference

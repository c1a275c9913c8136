// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/rows/column_normalization.h"

#include <algorithm>
#include <cmath>

/// column_normalization.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

/// Returns the gradient of x · scale + shift from that behind relu.
template <class T>
T gradient_before_relu(const ColumnNormalization<T>& n, T x, T gradient, std::int64_t c) {
    if (!n.relu) return gradient;
    const T y = std::fma(x, n.scale[c], n.shift[c]);
    return y <= 0 ? T{0} : std::isnan(y) ? y : gradient;
}

/// Returns the sum of term(row) over the rows, in blocks.
template <class T, class Term>
T sum_rows(std::int64_t rows, const Term& term) {
    T sum = 0;
    for (std::int64_t first = 0; first < rows; first += block_rows) {
        T block = 0;
        for (std::int64_t row = first; row < std::min(rows, first + block_rows); ++row) block += term(row);
        sum += block;
    }
    return sum;
}

template <class T>
void column_statistics(const T* values, std::int64_t rows, std::int64_t columns, T* mean, T* squares) {
    for (std::int64_t c = 0; c < columns; ++c) {
        mean[c] = sum_rows<T>(rows, [&](std::int64_t row) { return values[row * columns + c]; }) /
                  static_cast<T>(rows);
        squares[c] = sum_rows<T>(rows, [&](std::int64_t row) {
            const T distance = values[row * columns + c] - mean[c];
            return distance * distance;
        });
    }
}

template <class T>
void normalize_columns(const ColumnNormalization<T>& n, const T* from, std::int64_t rows, T* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += n.columns, to += n.columns) {
        for (std::int64_t c = 0; c < n.columns; ++c) {
            const T y = std::fma(from[c], n.scale[c], n.shift[c]);
            to[c] = n.relu && y < 0 ? T{0} : y;
        }
    }
}

template <class T>
void normalize_columns_backward_sums(const ColumnNormalization<T>& n, const T* from, const T* gradient,
                                     std::int64_t rows, T* sums, T* products) {
    for (std::int64_t c = 0; c < n.columns; ++c) {
        const auto gradient_of = [&](std::int64_t row) {
            return gradient_before_relu(n, from[row * n.columns + c], gradient[row * n.columns + c], c);
        };
        sums[c] = sum_rows<T>(rows, gradient_of);
        products[c] = sum_rows<T>(rows,
                                  [&](std::int64_t row) {
                                      return gradient_of(row) * (from[row * n.columns + c] - n.mean[c]);
                                  }) *
                      n.inverse[c];
    }
}

template <class T>
void normalize_columns_backward(const ColumnNormalization<T>& n, const T* from, const T* gradient,
                                std::int64_t rows, const T* offset, const T* slope, T* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += n.columns, gradient += n.columns, to += n.columns) {
        for (std::int64_t c = 0; c < n.columns; ++c) {
            const T g = gradient_before_relu(n, from[c], gradient[c], c);
            to[c] = n.scale[c] * g - offset[c] - (from[c] - n.mean[c]) * n.inverse[c] * slope[c];
        }
    }
}

}  // namespace glassnet::reference

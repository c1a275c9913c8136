// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// sums[c] += Σ over rows of values[row · columns + c], in blocks of `sum_block` rows so that rounding does
/// not pile up
constexpr std::int64_t sum_block = 16;
template <class T>
void add_column_sums(const T* values, std::int64_t rows, std::int64_t columns, T* sums);
/// to[row][column] = from[row][column] · factors[column]
template <class T>
void multiply_columns(const T* from, std::int64_t rows, std::int64_t columns, const T* factors, T* to);
/// A rectifier with a slope for each column: to = x where x > 0, else slopes[column] · x.
template <class T>
void apply_slopes(const T* from, const T* slopes, std::int64_t rows, std::int64_t columns, T* to);
/// `to` (nullptr: unwanted) = the gradient before it; slope_gradients[column] (nullptr: unwanted) += Σ
/// gradient · x where x ≤ 0, in blocks of `sum_block` rows.
template <class T>
void apply_slopes_backward(const T* gradient, const T* from, const T* slopes, std::int64_t rows,
                           std::int64_t columns, T* slope_gradients, T* to);

}  // namespace glassnet

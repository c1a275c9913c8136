// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Functions of tables, `rows` × `columns` elements: the channels of pixels, the units of samples. Float runs
// in the processor's widest vectors, double in plain loops; results do not depend on the number of lanes.

/// Rows that are summed before their sum is added to the rest, so that rounding errors do not pile up.
constexpr std::int64_t sum_block = 16;

/// Adds each column's sum to sums[column]: the gradient of a bias.
template <class T>
void add_column_sums(const T* values, std::int64_t rows, std::int64_t columns, T* sums);

/// Computes to[row][column] = from[row][column] · factors[column].
template <class T>
void scale_columns(const T* from, std::int64_t rows, std::int64_t columns, const T* factors, T* to);

/// PReLU (He et al. 2015) with one slope for each column: to = x where x > 0, else slopes[column] · x.
template <class T>
void prelu(const T* from, const T* slopes, std::int64_t rows, std::int64_t columns, T* to);

/// Computes PReLU's gradients: `to` (optional: nullptr) is that of the input `from`; Σ gradient · x over x ≤
/// 0 is added to slope_gradients[column] (optional).
template <class T>
void prelu_backward(const T* gradient, const T* from, const T* slopes, std::int64_t rows,
                    std::int64_t columns, T* slope_gradients, T* to);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Normalization of the columns (channels) of tables, rows × columns elements: batch and group normalization.
// Columns are summed in blocks of `block_rows` rows, so that rounding errors do not pile up and results do
// not depend on the number of lanes.
constexpr std::int64_t block_rows = 16;

/// Computes each column's mean and squares[c] = Σ (x − mean[c])².
template <class T>
void column_statistics(const T* values, std::int64_t rows, std::int64_t columns, T* mean, T* squares);

/// What a normalization does with each column: y = x · scale + shift, then max(y, 0) if `relu`. The backward
/// pass takes x̂ = (x − mean) · inverse; with `relu` the output's gradient counts where y > 0, and is NaN
/// where y is.
template <class T>
struct ColumnNormalization {
    std::int64_t columns = 0;
    const T *scale = nullptr, *shift = nullptr, *mean = nullptr, *inverse = nullptr;
    bool relu = false;
};

/// Computes `to` = y of `rows` × columns elements.
template <class T>
void normalize_columns(const ColumnNormalization<T>& normalization, const T* from, std::int64_t rows, T* to);

/// Computes sums[c] = Σ g and products[c] = Σ g · x̂ over the rows, where g is the output's gradient: the
/// gradients of shift and scale.
template <class T>
void normalize_columns_backward_sums(const ColumnNormalization<T>& normalization, const T* from,
                                     const T* gradient, std::int64_t rows, T* sums, T* products);

/// Computes to = scale[c] · g − offset[c] − x̂ · slope[c]: the input's gradient, where offset and slope are
/// the means of scale · g and of scale · g · x̂ over all that was normalized together.
template <class T>
void normalize_columns_backward(const ColumnNormalization<T>& normalization, const T* from, const T* gradient,
                                std::int64_t rows, const T* offset, const T* slope, T* to);

}  // namespace glassnet

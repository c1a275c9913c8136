// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Passes of normalizations over rows (pixels) of `columns` channels. Every channel is summed in blocks of
// `block_rows` rows, so that rounding does not pile up and no result depends on the processor's lanes.
constexpr std::int64_t block_rows = 16;

/// mean[c] = mean of the column, squares[c] = Σ (value − mean[c])²
template <class T>
void column_statistics(const T* values, std::int64_t rows, std::int64_t columns, T* mean, T* squares);

/// What a normalization does with each column: y = x · scale + shift, then max(y, 0) if `relu`. On the way
/// back x̂ = (x − mean) · inverse, and with `relu` the gradient of the output counts where y > 0; where y is
/// NaN it is NaN.
template <class T>
struct ColumnNormalization {
    std::int64_t columns = 0;
    const T *scale = nullptr, *shift = nullptr, *mean = nullptr, *inverse = nullptr;
    bool relu = false;
};

template <class T>
void normalize(const ColumnNormalization<T>& normalization, const T* from, std::int64_t rows, T* to);
/// sums[c] = Σ g and products[c] = Σ g · x̂ over the rows, where g is the gradient of the output.
template <class T>
void normalized_sums(const ColumnNormalization<T>& normalization, const T* from, const T* gradient,
                     std::int64_t rows, T* sums, T* products);
/// to = scale[c] · g − offset[c] − x̂ · slope[c]; with the means of scale · g and of scale · g · x̂ over all
/// values that were normalized together this is the gradient of the input.
template <class T>
void normalized_gradient(const ColumnNormalization<T>& normalization, const T* from, const T* gradient,
                         std::int64_t rows, const T* offset, const T* slope, T* to);

}  // namespace glassnet

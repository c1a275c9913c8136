// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// Normalization of rows, each by itself (Ba et al. 2016): y = gamma · x̂ + beta with x̂ = (x − mean) · inverse
/// and inverse = 1 / √(variance + epsilon). In float a row is summed in 16 parts that are joined as a tree,
/// so that no result depends on the processor's lanes.
template <class T>
struct RowNormalization {
    std::int64_t columns = 1;
    const T *gamma = nullptr, *beta = nullptr;  // of each column; nullptr: 1 and 0
    T epsilon = 0;
};

/// Leaves mean and inverse of each row in statistics[2 · row] and statistics[2 · row + 1]. `to` may be
/// `from`.
template <class T>
void normalize_rows(const RowNormalization<T>& normalization, const T* from, std::int64_t rows, T* statistics,
                    T* to);

/// Where the gradients go; nullptr where nobody wants them. Those of gamma (Σ g · x̂ over the rows) and beta
/// (Σ g) are added.
template <class T>
struct RowGradients {
    T *input = nullptr, *gamma = nullptr, *beta = nullptr;
};
/// The gradient of the input is inverse · (h − mean of h − x̂ · mean of h · x̂) with h = g · gamma, where g is
/// the gradient of the output, in whose place it may be written.
template <class T>
void normalize_rows_backward(const RowNormalization<T>& normalization, const T* from, const T* gradient,
                             std::int64_t rows, const T* statistics, const RowGradients<T>& to);

}  // namespace glassnet

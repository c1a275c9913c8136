// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// Layer normalization (Ba et al. 2016): each row by itself, y = gamma · x̂ + beta with x̂ = (x − mean) ·
/// inverse and inverse = 1 / √(variance + epsilon). In float a row is summed in 16 parts that are joined as a
/// tree, so that results do not depend on the number of lanes.
template <class T>
struct RowNormalization {
    std::int64_t columns = 1;
    const T *gamma = nullptr, *beta = nullptr;  // one for each column; nullptr: 1 and 0
    T epsilon = 0;
};

/// Computes `to` = y of `rows` × columns elements, which may be written over `from`, and leaves mean and
/// inverse of each row in statistics[2 · row] and statistics[2 · row + 1].
template <class T>
void normalize_rows(const RowNormalization<T>& normalization, const T* from, std::int64_t rows, T* statistics,
                    T* to);

/// Where the gradients go, each optional (nullptr). Those of gamma, Σ g · x̂ over the rows, and of beta, Σ g,
/// are added to what is there.
template <class T>
struct RowGradients {
    T *input = nullptr, *gamma = nullptr, *beta = nullptr;
};

/// Computes the gradients from that of the output, g. The input's is inverse · (h − mean of h − x̂ · mean of h
/// · x̂) with h = g · gamma; it may be written over `gradient`.
template <class T>
void normalize_rows_backward(const RowNormalization<T>& normalization, const T* from, const T* gradient,
                             std::int64_t rows, const T* statistics, const RowGradients<T>& to);

}  // namespace glassnet

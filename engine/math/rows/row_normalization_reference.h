// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/rows/row_normalization.h"

#include <cmath>

/// row_normalization.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

template <class T>
void normalize_rows(const RowNormalization<T>& n, const T* from, std::int64_t rows, T* statistics, T* to) {
    const T count = static_cast<T>(n.columns);
    for (std::int64_t row = 0; row < rows; ++row, from += n.columns, to += n.columns, statistics += 2) {
        T mean = 0, squares = 0;
        for (std::int64_t c = 0; c < n.columns; ++c) mean += from[c];
        mean /= count;
        for (std::int64_t c = 0; c < n.columns; ++c) squares += (from[c] - mean) * (from[c] - mean);
        const T inverse = 1 / std::sqrt(squares / count + n.epsilon);
        for (std::int64_t c = 0; c < n.columns; ++c)
            to[c] = (from[c] - mean) * inverse * (n.gamma ? n.gamma[c] : T{1}) + (n.beta ? n.beta[c] : T{0});
        statistics[0] = mean;
        statistics[1] = inverse;
    }
}

template <class T>
void normalize_rows_backward(const RowNormalization<T>& n, const T* from, const T* gradient,
                             std::int64_t rows, const T* statistics, const RowGradients<T>& to) {
    const T count = static_cast<T>(n.columns);
    for (std::int64_t row = 0; row < rows; ++row, from += n.columns, gradient += n.columns, statistics += 2) {
        const T mean = statistics[0], inverse = statistics[1];
        T sum = 0, product = 0;
        for (std::int64_t c = 0; c < n.columns; ++c) {
            const T normal = (from[c] - mean) * inverse, scaled = gradient[c] * (n.gamma ? n.gamma[c] : T{1});
            if (to.gamma) to.gamma[c] += gradient[c] * normal;
            if (to.beta) to.beta[c] += gradient[c];
            sum += scaled;
            product += scaled * normal;
        }
        if (!to.input) continue;
        for (std::int64_t c = 0; c < n.columns; ++c) {
            const T normal = (from[c] - mean) * inverse, scaled = gradient[c] * (n.gamma ? n.gamma[c] : T{1});
            to.input[row * n.columns + c] = inverse * (scaled - (sum + normal * product) / count);
        }
    }
}

}  // namespace glassnet::reference

// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/row_normalization.h"

#include "math/row_normalization_reference.h"
#include "math/row_normalization_simd.h"

namespace glassnet {

template <>
void normalize_rows(const RowNormalization<double>& n, const double* from, std::int64_t rows,
                    double* statistics, double* to) {
    reference::normalize_rows(n, from, rows, statistics, to);
}
template <>
void normalize_rows(const RowNormalization<float>& n, const float* from, std::int64_t rows, float* statistics,
                    float* to) {
    simd::normalize_rows(n, from, rows, statistics, to);
}
template <>
void normalize_rows_backward(const RowNormalization<double>& n, const double* from, const double* gradient,
                             std::int64_t rows, const double* statistics, const RowGradients<double>& to) {
    reference::normalize_rows_backward(n, from, gradient, rows, statistics, to);
}
template <>
void normalize_rows_backward(const RowNormalization<float>& n, const float* from, const float* gradient,
                             std::int64_t rows, const float* statistics, const RowGradients<float>& to) {
    simd::normalize_rows_backward(n, from, gradient, rows, statistics, to);
}

}  // namespace glassnet

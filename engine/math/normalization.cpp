// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/normalization.h"

#include "math/normalization_reference.h"
#include "math/normalization_simd.h"

namespace glassnet {

template <>
void column_statistics(const double* values, std::int64_t rows, std::int64_t columns, double* mean,
                       double* squares) {
    reference::column_statistics(values, rows, columns, mean, squares);
}
template <>
void column_statistics(const float* values, std::int64_t rows, std::int64_t columns, float* mean,
                       float* squares) {
    simd::column_statistics(values, rows, columns, mean, squares);
}
template <>
void normalize(const ColumnNormalization<double>& n, const double* from, std::int64_t rows, double* to) {
    reference::normalize(n, from, rows, to);
}
template <>
void normalize(const ColumnNormalization<float>& n, const float* from, std::int64_t rows, float* to) {
    simd::normalize(n, from, rows, to);
}
template <>
void normalized_sums(const ColumnNormalization<double>& n, const double* from, const double* gradient,
                     std::int64_t rows, double* sums, double* products) {
    reference::normalized_sums(n, from, gradient, rows, sums, products);
}
template <>
void normalized_sums(const ColumnNormalization<float>& n, const float* from, const float* gradient,
                     std::int64_t rows, float* sums, float* products) {
    simd::normalized_sums(n, from, gradient, rows, sums, products);
}
template <>
void normalized_gradient(const ColumnNormalization<double>& n, const double* from, const double* gradient,
                         std::int64_t rows, const double* offset, const double* slope, double* to) {
    reference::normalized_gradient(n, from, gradient, rows, offset, slope, to);
}
template <>
void normalized_gradient(const ColumnNormalization<float>& n, const float* from, const float* gradient,
                         std::int64_t rows, const float* offset, const float* slope, float* to) {
    simd::normalized_gradient(n, from, gradient, rows, offset, slope, to);
}

}  // namespace glassnet

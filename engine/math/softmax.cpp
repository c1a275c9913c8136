// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/softmax.h"

#include "math/softmax_reference.h"
#include "math/softmax_simd.h"

namespace glassnet {

template <>
void softmax(const double* from, std::int64_t rows, std::int64_t columns, double* to) {
    reference::softmax(from, rows, columns, to);
}
template <>
void softmax(const float* from, std::int64_t rows, std::int64_t columns, float* to) {
    simd::softmax(from, rows, columns, to);
}
template <>
void log_softmax(const double* from, std::int64_t rows, std::int64_t columns, double* to) {
    reference::log_softmax(from, rows, columns, to);
}
template <>
void log_softmax(const float* from, std::int64_t rows, std::int64_t columns, float* to) {
    simd::log_softmax(from, rows, columns, to);
}
template <>
void softmax_backward(const double* gradient, const double* output, std::int64_t rows, std::int64_t columns,
                      double* to) {
    reference::softmax_backward(gradient, output, rows, columns, to);
}
template <>
void softmax_backward(const float* gradient, const float* output, std::int64_t rows, std::int64_t columns,
                      float* to) {
    simd::softmax_backward(gradient, output, rows, columns, to);
}
template <>
void log_softmax_backward(const double* gradient, const double* output, std::int64_t rows,
                          std::int64_t columns, double* to) {
    reference::log_softmax_backward(gradient, output, rows, columns, to);
}
template <>
void log_softmax_backward(const float* gradient, const float* output, std::int64_t rows, std::int64_t columns,
                          float* to) {
    simd::log_softmax_backward(gradient, output, rows, columns, to);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
// The reference in plain loops, which also serves double precision, and the way from float to the fast
// kernels.
#include "math/elementwise.h"

#include "math/elementwise_reference.h"
#include "math/elementwise_simd.h"

namespace glassnet {

template <>
void accumulate(double* to, const double* from, std::int64_t count) {
    reference::accumulate(to, from, count);
}
template <>
void accumulate(float* to, const float* from, std::int64_t count) {
    simd::accumulate(to, from, count);
}
template <>
void add(const double* a, const double* b, std::int64_t count, double* to) {
    reference::add(a, b, count, to);
}
template <>
void add(const float* a, const float* b, std::int64_t count, float* to) {
    simd::add(a, b, count, to);
}
template <>
void multiply(const double* a, const double* b, std::int64_t count, double* to) {
    reference::multiply(a, b, count, to);
}
template <>
void multiply(const float* a, const float* b, std::int64_t count, float* to) {
    simd::multiply(a, b, count, to);
}
template <>
void extreme(Extreme which, const double* a, const double* b, std::int64_t count, double* to) {
    reference::extreme(which, a, b, count, to);
}
template <>
void extreme(Extreme which, const float* a, const float* b, std::int64_t count, float* to) {
    simd::extreme(which, a, b, count, to);
}
template <>
void take_share(const double* values, const double* extremes, std::int64_t count, double* gradient,
                double* to) {
    reference::take_share(values, extremes, count, gradient, to);
}
template <>
void take_share(const float* values, const float* extremes, std::int64_t count, float* gradient, float* to) {
    simd::take_share(values, extremes, count, gradient, to);
}
template <>
void apply_slopes(const double* from, const double* slopes, std::int64_t rows, std::int64_t columns,
                  double* to) {
    reference::apply_slopes(from, slopes, rows, columns, to);
}
template <>
void apply_slopes(const float* from, const float* slopes, std::int64_t rows, std::int64_t columns,
                  float* to) {
    simd::apply_slopes(from, slopes, rows, columns, to);
}
template <>
void apply_slopes_backward(const double* gradient, const double* from, const double* slopes,
                           std::int64_t rows, std::int64_t columns, double* slope_gradients, double* to) {
    reference::apply_slopes_backward(gradient, from, slopes, rows, columns, slope_gradients, to);
}
template <>
void apply_slopes_backward(const float* gradient, const float* from, const float* slopes, std::int64_t rows,
                           std::int64_t columns, float* slope_gradients, float* to) {
    simd::apply_slopes_backward(gradient, from, slopes, rows, columns, slope_gradients, to);
}
template <>
void add_column_sums(const double* values, std::int64_t rows, std::int64_t columns, double* sums) {
    reference::add_column_sums(values, rows, columns, sums);
}
template <>
void add_column_sums(const float* values, std::int64_t rows, std::int64_t columns, float* sums) {
    simd::add_column_sums(values, rows, columns, sums);
}
template <>
double largest_magnitude(const double* values, std::int64_t count) {
    return reference::largest_magnitude(values, count);
}
template <>
float largest_magnitude(const float* values, std::int64_t count) {
    return simd::largest_magnitude(values, count);
}
template <>
bool all_finite(const double* values, std::int64_t count) {
    return reference::all_finite(values, count);
}
template <>
bool all_finite(const float* values, std::int64_t count) {
    return simd::all_finite(values, count);
}
template <>
void adam(double* weights, const double* gradients, double* m, double* v, std::int64_t count,
          const AdamStep<double>& step) {
    reference::adam(weights, gradients, m, v, count, step);
}
template <>
void adam(float* weights, const float* gradients, float* m, float* v, std::int64_t count,
          const AdamStep<float>& step) {
    simd::adam(weights, gradients, m, v, count, step);
}
template <>
void momentum(double* weights, const double* gradients, double* velocity, std::int64_t count,
              const MomentumStep<double>& step) {
    reference::momentum(weights, gradients, velocity, count, step);
}
template <>
void momentum(float* weights, const float* gradients, float* velocity, std::int64_t count,
              const MomentumStep<float>& step) {
    simd::momentum(weights, gradients, velocity, count, step);
}
template <>
void maximum_of(const double* const* from, std::int64_t window, std::int64_t channels, double* to) {
    reference::maximum_of(from, window, channels, to);
}
template <>
void maximum_of(const float* const* from, std::int64_t window, std::int64_t channels, float* to) {
    simd::maximum_of(from, window, channels, to);
}
template <>
void maximum_backward(const double* const* from, double* const* to, std::int64_t window,
                      std::int64_t channels, const double* output, const double* gradient) {
    reference::maximum_backward(from, to, window, channels, output, gradient);
}
template <>
void maximum_backward(const float* const* from, float* const* to, std::int64_t window, std::int64_t channels,
                      const float* output, const float* gradient) {
    simd::maximum_backward(from, to, window, channels, output, gradient);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/curves.h"

#include "math/curves_reference.h"
#include "math/curves_simd.h"

namespace glassnet {

template <>
void apply(const Curve& curve, const double* from, std::int64_t count, double* to) {
    reference::apply(curve, from, count, to);
}
template <>
void apply(const Curve& curve, const float* from, std::int64_t count, float* to) {
    simd::apply(curve, from, count, to);
}
template <>
void apply_backward(const Curve& curve, const double* gradient, const double* from, const double* output,
                    std::int64_t count, double* to) {
    reference::apply_backward(curve, gradient, from, output, count, to);
}
template <>
void apply_backward(const Curve& curve, const float* gradient, const float* from, const float* output,
                    std::int64_t count, float* to) {
    simd::apply_backward(curve, gradient, from, output, count, to);
}

}  // namespace glassnet

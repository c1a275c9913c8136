// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/bilinear.h"

#include "math/bilinear_reference.h"
#include "math/bilinear_simd.h"

namespace glassnet {

template <>
void enlarge_bilinear(const Enlargement& enlargement, const double* from, double* to) {
    reference::enlarge_bilinear(enlargement, from, to);
}
template <>
void enlarge_bilinear(const Enlargement& enlargement, const float* from, float* to) {
    simd::enlarge_bilinear(enlargement, from, to);
}
template <>
void enlarge_bilinear_backward(const Enlargement& enlargement, const double* gradient, double* to) {
    reference::enlarge_bilinear_backward(enlargement, gradient, to);
}
template <>
void enlarge_bilinear_backward(const Enlargement& enlargement, const float* gradient, float* to) {
    simd::enlarge_bilinear_backward(enlargement, gradient, to);
}

}  // namespace glassnet

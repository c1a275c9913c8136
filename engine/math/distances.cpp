// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/distances.h"

#include "math/distances_reference.h"
#include "math/distances_simd.h"

namespace glassnet {

template <>
double squared_distances(const double* outputs, const double* targets, std::int64_t count, double slope,
                         double* gradient) {
    return reference::squared_distances(outputs, targets, count, slope, gradient);
}
template <>
double squared_distances(const float* outputs, const float* targets, std::int64_t count, float slope,
                         float* gradient) {
    return simd::squared_distances(outputs, targets, count, slope, gradient);
}
template <>
double logistic_distances(double* logits, const double* targets, const SmoothedTargets& smoothed,
                          std::int64_t count, double slope, double* gradient) {
    return reference::logistic_distances(logits, targets, smoothed, count, slope, gradient);
}
template <>
double logistic_distances(float* logits, const float* targets, const SmoothedTargets& smoothed,
                          std::int64_t count, float slope, float* gradient) {
    return simd::logistic_distances(logits, targets, smoothed, count, slope, gradient);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/distances.h"

namespace glassnet::simd {

// The float versions of distances.h, compiled once for each instruction set and chosen when the program runs.
double squared_distances(const float* outputs, const float* targets, std::int64_t count, float slope,
                         float* gradient);
double logistic_distances(float* logits, const float* targets, const SmoothedTargets& smoothed,
                          std::int64_t count, float slope, float* gradient);

}  // namespace glassnet::simd

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/curves.h"

namespace glassnet::simd {

// The float versions of curves.h, compiled once for each instruction set and chosen when the program runs.
void apply(const Curve& curve, const float* from, std::int64_t count, float* to);
void apply_backward(const Curve& curve, const float* gradient, const float* from, const float* output,
                    std::int64_t count, float* to);

}  // namespace glassnet::simd

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/bilinear.h"

namespace glassnet::simd {

// The float versions of bilinear.h, compiled once for each instruction set and chosen when the program runs.
void enlarge_bilinear(const Enlargement& enlargement, const float* from, float* to);
void enlarge_bilinear_backward(const Enlargement& enlargement, const float* gradient, float* to);

}  // namespace glassnet::simd

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/permutation.h"

namespace glassnet::simd {

// The float version of permutation.h, compiled once for each instruction set and chosen when the program
// runs.
void permute(const Permutation& permutation, const float* from, float* to);

}  // namespace glassnet::simd

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/pooled_gradient.h"

namespace glassnet::simd {

// The float kernels of sum_pooled_patches(), compiled once for each instruction set and chosen when the
// program runs: the second for PooledPatches::of_pictures(), the first for all others.

void sum_pooled_patches(const PooledPatches& patches, const float* input, const float* gradient,
                        const std::uint8_t* places, float* sums);
void sum_pooled_pictures(const PooledPatches& patches, const float* input, const float* gradient,
                         const std::uint8_t* places, float* sums);

}  // namespace glassnet::simd

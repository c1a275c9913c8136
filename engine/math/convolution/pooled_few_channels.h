// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/pooled_patches.h"

namespace glassnet {

/// sum_pooled_patches in float where PooledPatches::of_pictures().
void sum_pooled_pictures(const PooledPatches& patches, const float* input, const float* gradient,
                         const std::uint8_t* places, float* sums);

}  // namespace glassnet

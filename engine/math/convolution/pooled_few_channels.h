// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/pooled_patches.h"

namespace glassnet {

/// sum_pooled_patches() in float where PooledPatches::few_channels().
void sum_pooled_patches_of_few_channels(const PooledPatches& patches, const float* input,
                                        const float* gradient, const std::uint8_t* argmax, float* sums);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/pooled_patches.h"

namespace glassnet {

/// Convolution, bias (nullptr: none), max(·, 0) if `relu` and max-pooling of 2 × 2 of one sample; the sums of
/// a window never leave the registers. The kernel is packed as the product of kernel_rows · length × filters
/// wants it, and each sum is the product's chain. `places` (nullptr: nobody asks) as max_pool_row tells them.
void convolve_and_pool(const PooledPatches& patches, const float* input, const float* packed,
                       const float* bias, bool relu, float* output, std::uint8_t* places);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/pooled_patches.h"
#include "math/epilogue.h"

namespace glassnet {

/// Convolves one sample in float, applies the epilogue and max-pools 2 × 2; the sums of a window never leave
/// the registers. The kernel is packed for a product of kernel_rows · length × filters, and each sum is that
/// product's chain. `argmax` (optional: nullptr) is that of max_pool_row.
void convolve_and_pool(const PooledPatches& patches, const float* input, const float* packed,
                       const Epilogue<float>& epilogue, float* output, std::uint8_t* argmax);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/pooled_patches.h"

namespace glassnet {

// The gradient of a convolution's kernel behind a max-pooling. The gradient of a window is not 0 at one place
// of it alone, so that a filter meets one patch of the input for each window instead of all of them.

/// sums += gradient · patch at its place, over the windows of one sample. Gradients that are exactly 0 may be
/// passed over. Each sum is one chain of fused multiply-adds in the order of the windows, whatever the lanes.
/// The input lies in an Arena, or as if it did (Arena::slack).
template <class T>
void sum_pooled_patches(const PooledPatches& patches, const T* input, const T* gradient,
                        const std::uint8_t* places, T* sums);

/// kernel_gradient += sums, patch elements × filters. `scratch`: length · filters elements.
template <class T>
void add_pooled_sums(const PooledPatches& patches, const T* sums, T* kernel_gradient, T* scratch);

}  // namespace glassnet

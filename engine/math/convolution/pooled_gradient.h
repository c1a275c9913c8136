// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/pooled_patches.h"

namespace glassnet {

// The gradient of a convolution's kernel behind a max-pooling. The gradient of a window is 0 everywhere but
// at its argmax, so that a filter meets one patch of the input for each window instead of all of them.

/// Adds gradient · (the patch at the argmax) of each window of one sample to `sums`. Gradients that are
/// exactly 0 may be skipped. Each sum is one chain of fused multiply-adds in the order of the windows,
/// whatever the number of lanes. The input lies in an Arena, or may be read as if it did (Arena::slack).
template <class T>
void sum_pooled_patches(const PooledPatches& patches, const T* input, const T* gradient,
                        const std::uint8_t* argmax, T* sums);

/// Adds the sums to `kernel_gradient`, patch elements × filters. `scratch` has length · filters elements.
template <class T>
void add_pooled_sums(const PooledPatches& patches, const T* sums, T* kernel_gradient, T* scratch);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/pooled_gradient.h"

/// pooled_gradient.h by plain loops: the oracle of the fast kernel, and what serves double precision.
namespace glassnet::reference {

template <class T>
void sum_pooled_patches(const PooledPatches& patches, const T* input, const T* gradient,
                        const std::uint8_t* argmax, T* sums) {
    for (std::int64_t window = 0; window < patches.count(); ++window) {
        for (std::int64_t f = 0; f < patches.filters; ++f) {
            const T slope = gradient[window * patches.filters + f];
            if (slope == 0) continue;
            const T* const patch =
                input + patches.begin(window) + patches.offset(argmax[window * patches.filters + f]);
            for (std::int64_t i = 0; i < patches.kernel_rows * patches.length; ++i) {
                const std::int64_t y = i / patches.length, x = i % patches.length;
                sums[patches.sum_of(f, y, x)] += slope * patch[y * patches.kernel_row_stride + x];
            }
        }
    }
}

}  // namespace glassnet::reference

// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/pooled_gradient.h"

#include "math/elementwise.h"
#include "math/matmul.h"
#include "math/pooled_gradient_reference.h"
#include "math/pooled_gradient_simd.h"

namespace glassnet {

template <>
void sum_pooled_patches(const PooledPatches& patches, const double* input, const double* gradient,
                        const std::uint8_t* places, double* sums) {
    reference::sum_pooled_patches(patches, input, gradient, places, sums);
}
template <>
void sum_pooled_patches(const PooledPatches& patches, const float* input, const float* gradient,
                        const std::uint8_t* places, float* sums) {
    if (patches.of_pictures()) return simd::sum_pooled_pictures(patches, input, gradient, places, sums);
    simd::sum_pooled_patches(patches, input, gradient, places, sums);
}

template <class T>
void add_pooled_sums(const PooledPatches& patches, const T* sums, T* kernel_gradient, T* scratch) {
    const std::int64_t row = patches.length * patches.filters;
    for (std::int64_t i = 0; patches.of_pictures() && i < patches.kernel_rows * patches.length; ++i)
        accumulate(kernel_gradient + i * patches.filters, sums + i * patches.filters_row(), patches.filters);
    if (patches.of_pictures()) return;
    for (std::int64_t y = 0; y < patches.kernel_rows; ++y) {
        transpose(sums + y * patches.sums_row(), patches.sums_of_filter(), patches.filters, patches.length,
                  scratch, patches.filters);
        accumulate(kernel_gradient + y * row, scratch, row);
    }
}

template void add_pooled_sums(const PooledPatches&, const float*, float*, float*);
template void add_pooled_sums(const PooledPatches&, const double*, double*, double*);

}  // namespace glassnet

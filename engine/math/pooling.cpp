// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/pooling.h"

#include "math/pooling_reference.h"
#include "math/pooling_simd.h"

namespace glassnet {

template <>
void max_pool_row(const double* from, const PoolRow& row, double* output, std::uint8_t* places) {
    reference::max_pool_row(from, row, output, places);
}
template <>
void max_pool_row(const float* from, const PoolRow& row, float* output, std::uint8_t* places) {
    simd::max_pool_row(from, row, output, places);
}
template <>
void max_unpool_row(const double* gradient, const std::uint8_t* places, const PoolRow& row, double* to) {
    reference::max_unpool_row(gradient, places, row, to);
}
template <>
void max_unpool_row(const float* gradient, const std::uint8_t* places, const PoolRow& row, float* to) {
    simd::max_unpool_row(gradient, places, row, to);
}
template <>
void max_of_pixels(const double* from, std::int64_t pixels, std::int64_t channels, double* output,
                   std::int32_t* places) {
    reference::max_of_pixels(from, pixels, channels, output, places);
}
template <>
void max_of_pixels(const float* from, std::int64_t pixels, std::int64_t channels, float* output,
                   std::int32_t* places) {
    simd::max_of_pixels(from, pixels, channels, output, places);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/pooling.h"

namespace glassnet::simd {

// The float kernels of pooling.h.
void max_pool_row(const float* from, const PoolRow& row, float* output, std::uint8_t* places);
void max_unpool_row(const float* gradient, const std::uint8_t* places, const PoolRow& row, float* to);
void max_of_pixels(const float* from, std::int64_t pixels, std::int64_t channels, float* output,
                   std::int32_t* places);

}  // namespace glassnet::simd

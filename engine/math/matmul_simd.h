// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/matmul.h"

namespace glassnet::simd {

// The float kernels, compiled once for each instruction set and chosen when the program runs. Meaning: see matmul.h.
[[nodiscard]] std::int64_t panel_width();
void pack(const float* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns, float* packed);
void multiply(const Product<float>& product);

}  // namespace glassnet::simd

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/matmul.h"

namespace glassnet::simd {

// The float kernels, compiled once for each instruction set and chosen when the program runs. Meaning: see
// matmul.h.

/// Of one vector; panels of packed matrices are two vectors wide, the last is one where that is enough.
[[nodiscard]] std::int64_t lanes();
/// Where element (k, n) of a packed depth × columns matrix lies; n a multiple of the lanes.
constexpr std::int64_t packed_place(std::int64_t k, std::int64_t n, std::int64_t depth, std::int64_t columns,
                                    std::int64_t lanes) {
    const std::int64_t first = n / (2 * lanes) * (2 * lanes);
    const std::int64_t width = columns - first <= lanes ? lanes : 2 * lanes;
    return first * depth + k * width + n - first;
}
void pack(const float* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          float* packed);
void transpose(const float* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, float* to,
               std::int64_t to_row);
void multiply(const Product<float>& product);

}  // namespace glassnet::simd

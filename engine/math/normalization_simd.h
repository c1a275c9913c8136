// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/normalization.h"

namespace glassnet::simd {

// The float versions of normalization.h, compiled once for each instruction set and chosen when the program
// runs.
void column_statistics(const float* values, std::int64_t rows, std::int64_t columns, float* mean,
                       float* squares);
void normalize(const ColumnNormalization<float>& normalization, const float* from, std::int64_t rows,
               float* to);
void normalized_sums(const ColumnNormalization<float>& normalization, const float* from,
                     const float* gradient, std::int64_t rows, float* sums, float* products);
void normalized_gradient(const ColumnNormalization<float>& normalization, const float* from,
                         const float* gradient, std::int64_t rows, const float* offset, const float* slope,
                         float* to);

}  // namespace glassnet::simd

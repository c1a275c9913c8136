// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/row_normalization.h"

namespace glassnet::simd {

// The float versions of row_normalization.h, compiled once for each instruction set and chosen when the
// program runs.
void normalize_rows(const RowNormalization<float>& normalization, const float* from, std::int64_t rows,
                    float* statistics, float* to);
void normalize_rows_backward(const RowNormalization<float>& normalization, const float* from,
                             const float* gradient, std::int64_t rows, const float* statistics,
                             const RowGradients<float>& to);

}  // namespace glassnet::simd

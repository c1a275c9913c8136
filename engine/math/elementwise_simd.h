// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise.h"

namespace glassnet::simd {

// The float versions of elementwise.h, compiled once for each instruction set and chosen when the program
// runs.
void accumulate(float* to, const float* from, std::int64_t count);
void add(const float* a, const float* b, std::int64_t count, float* to);
void multiply(const float* a, const float* b, std::int64_t count, float* to);
void extreme(Extreme which, const float* a, const float* b, std::int64_t count, float* to);
void take_share(const float* values, const float* extremes, std::int64_t count, float* gradient, float* to);
void apply_slopes(const float* from, const float* slopes, std::int64_t rows, std::int64_t columns, float* to);
void apply_slopes_backward(const float* gradient, const float* from, const float* slopes, std::int64_t rows,
                           std::int64_t columns, float* slope_gradients, float* to);
void add_column_sums(const float* values, std::int64_t rows, std::int64_t columns, float* sums);
bool all_finite(const float* values, std::int64_t count);
float largest_magnitude(const float* values, std::int64_t count);
void adam(float* weights, const float* gradients, float* m, float* v, std::int64_t count,
          const AdamStep<float>& step);
void momentum(float* weights, const float* gradients, float* velocity, std::int64_t count,
              const MomentumStep<float>& step);
void maximum_of(const float* const* from, std::int64_t window, std::int64_t channels, float* to);
void maximum_backward(const float* const* from, float* const* to, std::int64_t window, std::int64_t channels,
                      const float* output, const float* gradient);

}  // namespace glassnet::simd

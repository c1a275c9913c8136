// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/noise.h"

namespace glassnet::simd {

// The float versions of noise.h, compiled once for each instruction set and chosen when the program runs.
void draw_bits(const NoisyPart& part, std::uint32_t* to);
void drop(const NoisyPart& part, double rate, const float* from, std::uint8_t* kept, float* to);
void drop_again(const std::uint8_t* kept, double rate, const float* from, std::int64_t count, float* to);
void add_noise(const NoisyPart& part, float deviation, const float* from, float* to);
void multiply_noise(const NoisyPart& part, float deviation, const float* from, float* factors, float* to);
void multiply_columns(const float* from, std::int64_t rows, std::int64_t columns, const float* factors,
                      float* to);

}  // namespace glassnet::simd

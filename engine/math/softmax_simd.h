// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/softmax.h"

namespace glassnet::simd {

// The float versions of softmax.h, compiled once for each instruction set and chosen when the program runs.
void softmax(const float* from, std::int64_t rows, std::int64_t columns, float* to);
void log_softmax(const float* from, std::int64_t rows, std::int64_t columns, float* to);
void softmax_backward(const float* gradient, const float* output, std::int64_t rows, std::int64_t columns,
                      float* to);
void log_softmax_backward(const float* gradient, const float* output, std::int64_t rows, std::int64_t columns,
                          float* to);

}  // namespace glassnet::simd

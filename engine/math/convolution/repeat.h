// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Kernels for float alone.

/// Elements behind repeat()'s output that may be overwritten with what has no meaning.
constexpr std::int64_t repeat_slack = 32;

/// Repeats each of `count` elements `times` times: to[i · times + k] = from[i].
void repeat(const float* from, std::int64_t count, std::int64_t times, float* to);

/// Computes the gradient of repeat()'s input: to[i] = Σ gradient[i · times + k] over k < times, in an order
/// that `times` alone decides. `gradient` serves as scratch.
void repeat_backward(float* gradient, std::int64_t count, std::int64_t times, float* to);

}  // namespace glassnet

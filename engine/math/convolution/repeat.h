// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// Numbers that may be written, but mean nothing, behind what repeat_each gives.
constexpr std::int64_t repeat_slack = 32;

/// to[i · times + k] = from[i] for all k < times.
void repeat_each(const float* from, std::int64_t count, std::int64_t times, float* to);
/// to[i] = Σ values[i · times + k] over k < times, in an order that `times` alone decides. Uses up the
/// values.
void sum_neighbours(float* values, std::int64_t count, std::int64_t times, float* to);

}  // namespace glassnet

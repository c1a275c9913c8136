// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/window_sums.h"

namespace glassnet::simd {

// The float versions of window_sums.h, compiled once for each instruction set and chosen when the program
// runs.
void sum_windows(const Window2D& window, WindowShare share, const float* from, float* to);
void spread_windows(const Window2D& window, WindowShare share, const float* from, float* to);

}  // namespace glassnet::simd

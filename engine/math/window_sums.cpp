// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/window_sums.h"

#include "math/window_sums_reference.h"
#include "math/window_sums_simd.h"

namespace glassnet {

template <>
void sum_windows(const Window2D& window, WindowShare share, const double* from, double* to) {
    reference::sum_windows(window, share, from, to);
}
template <>
void sum_windows(const Window2D& window, WindowShare share, const float* from, float* to) {
    simd::sum_windows(window, share, from, to);
}
template <>
void spread_windows(const Window2D& window, WindowShare share, const double* from, double* to) {
    reference::spread_windows(window, share, from, to);
}
template <>
void spread_windows(const Window2D& window, WindowShare share, const float* from, float* to) {
    simd::spread_windows(window, share, from, to);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// An image enlarged by whole factors, channels last. Pixel centres lie at half numbers, so the centre of
/// output pixel n lies at (n + ½) / factor − ½ among the input's; beyond the border the border's pixels are
/// repeated.
struct Upsampling {
    std::int64_t height = 1, width = 1, channels = 1;  // of the input
    std::int64_t factor_y = 1, factor_x = 1;           // at most `max_factor`
    static constexpr std::int64_t max_factor = 64;
};

/// Computes each output pixel as a blend of the four input pixels around it, weighted along each axis by its
/// distances from them.
template <class T>
void upsample_bilinear(const Upsampling& upsampling, const T* from, T* to);

/// Computes the input's gradient from the output's by the same weights.
template <class T>
void upsample_bilinear_backward(const Upsampling& upsampling, const T* gradient, T* to);

}  // namespace glassnet

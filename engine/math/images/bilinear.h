// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// A picture made larger, a whole number of times. Pixel centres lie at half numbers, so the centre of new
/// pixel n lies at (n + ½) / times − ½ among the old ones; beyond the border its pixels go on.
struct Enlargement {
    std::int64_t height = 1, width = 1, channels = 1;  // of the old picture
    std::int64_t times_y = 1, times_x = 1;             // at most `most_times`
    static constexpr std::int64_t most_times = 64;
};

/// Each new pixel is a blend of the four old ones around it, along each side by its distances from them.
template <class T>
void enlarge_bilinear(const Enlargement& enlargement, const T* from, T* to);
/// The way back, from the gradient of the new picture to that of the old one, by the same shares.
template <class T>
void enlarge_bilinear_backward(const Enlargement& enlargement, const T* gradient, T* to);

}  // namespace glassnet

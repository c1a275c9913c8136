// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Keras' layers for colours and detail do to a picture once their random numbers are drawn.
#pragma once

#include "data/augmentation/ranged_step.h"

#include <span>

namespace glassnet {

// Values are a picture's, channels last; `range` is what Keras calls value_range: results keep to it.

/// Adds a number to each value.
void add_to_values(std::span<float> values, double number, const Bounds& range);
/// Multiplies the distances of each channel from its mean.
void scale_contrast(std::span<float> values, std::int64_t channels, double factor, const Bounds& range);
/// Multiplies the saturation of red, green and blue, at most to 1.
void scale_saturation(std::span<float> values, double factor);
/// Turns the hue of red, green and blue by a share of the colour circle, −1 … 1.
void turn_hue(std::span<float> values, double turns, const Bounds& range);
/// Makes red, green and blue equally bright: 0.2989 R + 0.587 G + 0.114 B.
void make_grey(std::span<float> values);
/// Replaces x with the range's highest value − x.
void invert_values(std::span<float> values, const Bounds& range);
/// Keeps this many bits, 1 … 8, of the 256 levels of the range.
void posterize(std::span<float> values, int bits, const Bounds& range);
/// Adds a number, then inverts what is not below the threshold; both in levels, 0 … 255.
void solarize(std::span<float> values, double addition, double threshold, const Bounds& range);

/// Blends each pixel with the weighted mean of its neighbourhood (its own weight 5, its eight neighbours' 1,
/// 0 beyond the border): 0 is the mean, 1 the picture, 2 sharper than it.
void sharpen(std::span<const float> from, const Shape& shape, std::span<float> to, double factor,
             const Bounds& range);

/// Convolves each channel with a Gaussian kernel of size × size weights whose sum is 1; beyond the border is
/// 0. Size odd; deviations along rows (x) and columns (y) above 0, in pixels.
void gaussian_blur(std::span<const float> from, const Shape& shape, std::span<float> to, int size,
                   double deviation_x, double deviation_y);

}  // namespace glassnet

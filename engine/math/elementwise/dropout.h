// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <cstdint>

namespace glassnet {

// The kernels of Dropout, GaussianNoise and GaussianDropout. Outputs may be written over inputs.

/// Elements `first` … `first` + `count` − 1 of a sample. What is drawn for an element is a function of the
/// sample's row of random numbers and of the element's index alone, so that ranges of a sample can be
/// computed apart and in any order.
struct RandomRange {
    RandomRow row;
    std::int64_t first = 0, count = 0;
};

/// Draws one number for each element: to[i] is number first + i of the row, as Random::bits() gives it.
void draw_bits(const RandomRange& range, std::uint32_t* to);

/// Computes to = from · (Random::uniform() < rate ? 0 : 1 / (1 − rate)). Bit i % 8 of kept[i / 8] tells
/// whether element i of the range is kept. Ranges begin at a multiple of 8.
template <class T>
void dropout(const RandomRange& range, double rate, const T* from, std::uint8_t* kept, T* to);

/// Computes the gradient of dropout's input, `count` elements: to = gradient · (kept ? 1 / (1 − rate) : 0).
template <class T>
void dropout_backward(const std::uint8_t* kept, double rate, const T* gradient, std::int64_t count, T* to);

// Elements 2j and 2j + 1 get the two normal numbers r · cos φ and r · sin φ of numbers a = 2j and b = 2j + 1
// of the row: r = √(−2 ln u), u = (⌊a / 2⌋ + ½) · 2⁻³¹, φ = 2π · b · 2⁻³² (Box and Muller 1958).

/// Computes to = from + deviation · normal.
template <class T>
void add_gaussian_noise(const RandomRange& range, T deviation, const T* from, T* to);

/// Computes factors = 1 + deviation · normal and to = from · factors.
template <class T>
void multiply_gaussian_noise(const RandomRange& range, T deviation, const T* from, T* factors, T* to);

}  // namespace glassnet

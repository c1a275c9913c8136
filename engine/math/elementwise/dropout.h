// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <cstdint>

namespace glassnet {

/// Neighbouring values of a sample: `count` from number `first` on. What is drawn for a value is a function
/// of the sample's row of random numbers and of the value's number alone, so that parts of a sample can be
/// made apart and in any order.
struct NoisyPart {
    RandomRow row;
    std::int64_t first = 0, count = 0;
};

// Passes over numbers, each of which may take the place of the one it is made from.

/// to[i] = number first + i of the row, as Random::bits() gives it.
void draw_bits(const NoisyPart& part, std::uint32_t* to);

/// to = from · (Random::uniform() < rate ? 0 : 1 / (1 − rate)), one number for each value. kept[i / 8] gets a
/// bit i % 8 for each value of the part: whether it stays. Parts begin at a multiple of 8.
template <class T>
void drop(const NoisyPart& part, double rate, const T* from, std::uint8_t* kept, T* to);
/// to = from · (kept ? 1 / (1 − rate) : 0): the way back.
template <class T>
void drop_again(const std::uint8_t* kept, double rate, const T* from, std::int64_t count, T* to);

// Values 2j and 2j + 1 get the two normal numbers r · cos φ and r · sin φ of numbers a = 2j and b = 2j + 1 of
// the row: r = √(−2 ln u), u = (⌊a / 2⌋ + ½) · 2⁻³¹, φ = 2π · b · 2⁻³² (Box and Muller, 1958).

/// to = from + deviation · normal
template <class T>
void add_noise(const NoisyPart& part, T deviation, const T* from, T* to);
/// factors = 1 + deviation · normal, to = from · factors
template <class T>
void multiply_noise(const NoisyPart& part, T deviation, const T* from, T* factors, T* to);

}  // namespace glassnet

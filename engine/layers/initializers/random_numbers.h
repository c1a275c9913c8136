// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <cmath>
#include <span>

namespace glassnet {

/// Fills `values` with uniform numbers in minimum ≤ x < maximum.
inline void fill_uniform(std::span<float> values, double minimum, double maximum, Random& random) {
    const double middle = (minimum + maximum) / 2, half = (maximum - minimum) / 2;
    for (float& value : values)
        value = static_cast<float>(middle + (2.0 * static_cast<double>(random.uniform()) - 1.0) * half);
}

inline void fill_normal(std::span<float> values, double mean, double deviation, Random& random) {
    for (float& value : values)
        value = static_cast<float>(mean + static_cast<double>(random.normal()) * deviation);
}

/// Fills `values` with normal numbers, drawn again beyond two deviations; `deviation` is that of the normal
/// distribution before truncation.
inline void fill_truncated_normal(std::span<float> values, double mean, double deviation, Random& random) {
    for (float& value : values) {
        float number = random.normal();
        while (std::abs(number) > 2.0F) number = random.normal();
        value = static_cast<float>(mean + static_cast<double>(number) * deviation);
    }
}

}  // namespace glassnet

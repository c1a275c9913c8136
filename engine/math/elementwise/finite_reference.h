// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/finite.h"

#include <cmath>

/// finite.h by plain loops: the oracle of the fast kernels, and the tails that do not fill a vector.
namespace glassnet::reference {

template <class T>
bool all_finite(const T* values, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        if (!std::isfinite(values[i])) return false;
    }
    return true;
}

template <class T>
T largest_magnitude(const T* values, std::int64_t count) {
    T largest = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const T magnitude = std::abs(values[i]);
        if (!(magnitude <= largest)) largest = magnitude;  // NaN comes in …
        if (std::isnan(largest)) return largest;           // … and stays
    }
    return largest;
}

}  // namespace glassnet::reference

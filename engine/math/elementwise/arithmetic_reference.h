// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/arithmetic.h"

#include <cmath>

/// arithmetic.h by plain loops: the oracle of the fast kernels, and the tails that do not fill a vector.
namespace glassnet::reference {

template <class T>
void accumulate(T* to, const T* from, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) to[i] += from[i];
}

template <class T>
void add(const T* a, const T* b, std::int64_t count, T* to) {
    for (std::int64_t i = 0; i < count; ++i) to[i] = a[i] + b[i];
}

template <class T>
void multiply(const T* a, const T* b, std::int64_t count, T* to) {
    for (std::int64_t i = 0; i < count; ++i) to[i] = a[i] * b[i];
}

template <class T>
void extremum(Extremum which, const T* a, const T* b, std::int64_t count, T* to) {
    for (std::int64_t i = 0; i < count; ++i) {
        const bool better = which == Extremum::maximum ? b[i] > a[i] : b[i] < a[i];
        to[i] = !std::isnan(a[i]) && (better || std::isnan(b[i])) ? b[i] : a[i];
    }
}

template <class T>
void extremum_backward(const T* input, const T* output, std::int64_t count, T* gradient, T* to) {
    for (std::int64_t i = 0; i < count; ++i) {
        const bool mine = input[i] == output[i] || std::isnan(input[i]);
        if (to) to[i] = mine ? gradient[i] : T{0};
        if (mine) gradient[i] = 0;
    }
}

}  // namespace glassnet::reference

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise.h"

#include <algorithm>
#include <cmath>

/// elementwise.h by plain loops: the oracle of the fast kernels, and the tails that do not fill a vector.
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
void extreme(Extreme which, const T* a, const T* b, std::int64_t count, T* to) {
    for (std::int64_t i = 0; i < count; ++i) {
        const bool better = which == Extreme::largest ? b[i] > a[i] : b[i] < a[i];
        to[i] = !std::isnan(a[i]) && (better || std::isnan(b[i])) ? b[i] : a[i];
    }
}

template <class T>
void take_share(const T* values, const T* extremes, std::int64_t count, T* gradient, T* to) {
    for (std::int64_t i = 0; i < count; ++i) {
        const bool mine = values[i] == extremes[i] || std::isnan(values[i]);
        if (to) to[i] = mine ? gradient[i] : T{0};
        if (mine) gradient[i] = 0;
    }
}

template <class T>
void apply_slopes(const T* from, const T* slopes, std::int64_t rows, std::int64_t columns, T* to) {
    for (std::int64_t i = 0; i < rows * columns; ++i)
        to[i] = from[i] > 0 ? from[i] : slopes[i % columns] * from[i];
}

template <class T>
void apply_slopes_backward(const T* gradient, const T* from, const T* slopes, std::int64_t rows,
                           std::int64_t columns, T* slope_gradients, T* to) {
    for (std::int64_t c = 0; c < columns; ++c) {
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            T block = 0;
            for (std::int64_t i = first * columns + c; i < std::min(rows, first + sum_block) * columns;
                 i += columns) {
                const bool passes = from[i] > 0;
                if (!passes) block += gradient[i] * from[i];
                if (to) to[i] = passes ? gradient[i] : gradient[i] * slopes[c];
            }
            if (slope_gradients) slope_gradients[c] += block;
        }
    }
}

template <class T>
void add_column_sums(const T* values, std::int64_t rows, std::int64_t columns, T* sums) {
    for (std::int64_t c = 0; c < columns; ++c) {
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            T block = 0;
            for (std::int64_t row = first; row < std::min(rows, first + sum_block); ++row)
                block += values[row * columns + c];
            sums[c] += block;
        }
    }
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

template <class T>
bool all_finite(const T* values, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        if (!std::isfinite(values[i])) return false;
    }
    return true;
}

template <class T>
void adam(T* weights, const T* gradients, T* m, T* v, std::int64_t count, const AdamStep<T>& step) {
    for (std::int64_t i = 0; i < count; ++i) {
        const T g = gradients[i];
        m[i] = std::fma(g - m[i], step.one_minus_beta_1, m[i]);
        v[i] = std::fma(std::fma(g, g, -v[i]), step.one_minus_beta_2, v[i]);
        weights[i] -= step.rate * m[i] / (std::sqrt(v[i]) + step.epsilon);
    }
}

template <class T>
void momentum(T* weights, const T* gradients, T* velocity, std::int64_t count, const MomentumStep<T>& step) {
    for (std::int64_t i = 0; i < count; ++i) {
        const T move = step.rate * gradients[i];
        velocity[i] = std::fma(step.momentum, velocity[i], -move);
        weights[i] += step.nesterov ? std::fma(step.momentum, velocity[i], -move) : velocity[i];
    }
}

template <class T>
void maximum_of(const T* const* from, std::int64_t window, std::int64_t channels, T* to) {
    for (std::int64_t c = 0; c < channels; ++c) {
        T largest = from[0][c];
        for (std::int64_t w = 1; w < window; ++w) {
            const T value = from[w][c];
            if (value > largest || std::isnan(value)) largest = value;
        }
        to[c] = largest;
    }
}

template <class T>
void maximum_backward(const T* const* from, T* const* to, std::int64_t window, std::int64_t channels,
                      const T* output, const T* gradient) {
    for (std::int64_t c = 0; c < channels; ++c) {
        for (std::int64_t w = 0; w < window; ++w) {
            if (from[w][c] != output[c]) continue;
            to[w][c] += gradient[c];
            break;
        }
    }
}

}  // namespace glassnet::reference

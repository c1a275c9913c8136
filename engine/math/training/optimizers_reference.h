// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/training/optimizers.h"

#include <cmath>

/// optimizers.h by plain loops: the oracle of the fast kernels, and the tails that do not fill a vector.
namespace glassnet::reference {

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

}  // namespace glassnet::reference

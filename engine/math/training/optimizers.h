// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// The steps of optimizers over `count` weights and their gradients. Float runs in the processor's widest
// vectors, double in plain loops; results do not depend on the number of lanes.

/// The numbers of one step of Adam; `rate` already holds the bias corrections.
template <class T>
struct AdamStep {
    T rate, one_minus_beta_1, one_minus_beta_2, epsilon;
};

/// Makes one step of Adam (Kingma and Ba 2014) in Keras' form: m += (g − m) · (1 − β₁), v += (g² − v) · (1 −
/// β₂), w −= rate · m / (√v + ε).
template <class T>
void adam(T* weights, const T* gradients, T* m, T* v, std::int64_t count, const AdamStep<T>& step);

/// The numbers of one step of gradient descent with momentum.
template <class T>
struct MomentumStep {
    T rate, momentum;
    bool nesterov;
};

/// Makes one step: velocity = momentum · velocity − rate · g, w += velocity (Nesterov: w += momentum ·
/// velocity − rate · g).
template <class T>
void momentum(T* weights, const T* gradients, T* velocity, std::int64_t count, const MomentumStep<T>& step);

}  // namespace glassnet

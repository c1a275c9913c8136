// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/optimizer.h"
#include "math/training/optimizers.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

/// Computes the step of Adam and its relatives in Keras' form: the bias corrections are in the rate, ε is
/// beside the root. variables: momentum, velocity and, with amsgrad, the largest velocity so far.
template <class T>
void move_by_adam(const Update<T>& update, double beta_1, double beta_2, double epsilon, bool amsgrad) {
    const auto step = static_cast<double>(update.step);
    const auto rate =
        static_cast<T>(update.rate * std::sqrt(1 - std::pow(beta_2, step)) / (1 - std::pow(beta_1, step)));
    const auto keep_1 = static_cast<T>(1 - beta_1);
    const auto keep_2 = static_cast<T>(1 - beta_2);
    if (!amsgrad) {
        adam(update.weights, update.gradients, update.variables[0], update.variables[1], update.count,
             AdamStep<T>{rate, keep_1, keep_2, static_cast<T>(epsilon)});
        return;
    }
    for (std::int64_t i = 0; i < update.count; ++i) {
        const T g = update.gradients[i];
        T& m = update.variables[0][i];
        T& v = update.variables[1][i];
        T& largest = update.variables[2][i];
        m += (g - m) * keep_1;
        v += (g * g - v) * keep_2;
        largest = std::max(largest, v);
        update.weights[i] -= rate * m / (std::sqrt(largest) + static_cast<T>(epsilon));
    }
}

}  // namespace glassnet

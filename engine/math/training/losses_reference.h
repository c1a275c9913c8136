// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/activations_reference.h"
#include "math/training/losses.h"

/// distances.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

template <class T>
double squared_distances(const T* outputs, const T* targets, std::int64_t count, T slope, T* gradient) {
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const T distance = outputs[i] - targets[i];
        sum += static_cast<double>(distance * distance);
        if (gradient) gradient[i] = distance * slope;
    }
    return sum;
}

template <class T>
double logistic_distances(T* logits, const T* targets, const SmoothedTargets& smoothed, std::int64_t count,
                          T slope, T* gradient) {
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const T x = logits[i], t = targets[i] * static_cast<T>(smoothed.keep) + static_cast<T>(smoothed.add);
        sum += static_cast<double>(softplus(x) - x * t);
        logits[i] = sigmoid(x);
        if (gradient) gradient[i] = (logits[i] - t) * slope;
    }
    return sum;
}

}  // namespace glassnet::reference

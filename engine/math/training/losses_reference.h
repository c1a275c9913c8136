// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/activation_functions.h"
#include "math/training/losses.h"

/// losses.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

template <class T>
double squared_error(const T* outputs, const T* targets, std::int64_t count, T scale, T* gradient) {
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const T distance = outputs[i] - targets[i];
        sum += static_cast<double>(distance * distance);
        if (gradient) gradient[i] = distance * scale;
    }
    return sum;
}

template <class T>
double sigmoid_crossentropy(T* logits, const T* targets, const LabelSmoothing& smoothing, std::int64_t count,
                            T scale, T* gradient) {
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const T x = logits[i],
                t = targets[i] * static_cast<T>(smoothing.keep) + static_cast<T>(smoothing.add);
        sum += static_cast<double>(softplus(x) - x * t);
        logits[i] = sigmoid(x);
        if (gradient) gradient[i] = (logits[i] - t) * scale;
    }
    return sum;
}

}  // namespace glassnet::reference

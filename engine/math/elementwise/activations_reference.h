// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/activations.h"

#include <cmath>

/// curves.h by plain loops and the standard library's functions: the oracle of the fast kernels.
namespace glassnet::reference {

template <class T>
T sigmoid(T x) {
    if (x >= 0) return 1 / (1 + std::exp(-x));
    const T raised = std::exp(x);  // does not overflow where x is very negative
    return raised / (1 + raised);
}

template <class T>
T softplus(T x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

constexpr double root_of_half = 0.7071067811865476, normal_peak = 0.3989422804014327;  // 1 / √2, 1 / √(2π)
constexpr double root_of_2_over_pi = 0.7978845608028654, gelu_cubic = 0.044715;

/// tanh's argument in gelu_tanh.
template <class T>
T gelu_inner(T x) {
    return static_cast<T>(root_of_2_over_pi) * (x + static_cast<T>(gelu_cubic) * x * x * x);
}

template <class T>
T value(const Curve& curve, T x) {
    using Form = Curve::Form;
    const auto number = [](double parameter) { return static_cast<T>(parameter); };
    switch (curve.form) {
        case Form::line:
            return x * number(curve.scale) + number(curve.offset);
        case Form::relu:
            return x < 0 ? T{0} : x;
        case Form::rectified:
            if (x >= number(curve.maximum)) return number(curve.maximum);
            if (x > number(curve.threshold) || std::isnan(x)) return x;
            return curve.slope == 0 ? T{0} : number(curve.slope) * (x - number(curve.threshold));
        case Form::leaky_relu:
            return x >= 0 ? x : number(curve.slope) * x;
        case Form::elu:
            return number(curve.scale) * (x > 0 ? x : number(curve.alpha) * std::expm1(x));
        case Form::gelu:
            return x * std::erfc(-x * number(root_of_half)) / 2;
        case Form::gelu_tanh:
            return x * (1 + std::tanh(gelu_inner(x))) / 2;
        case Form::silu:
            return x * sigmoid(x);
        case Form::mish:
            return x * std::tanh(softplus(x));
        case Form::sigmoid:
            return sigmoid(x);
        case Form::hard_sigmoid: {
            const T line = x / 6 + number(0.5);
            return line < 0 ? T{0} : (line > 1 ? T{1} : line);
        }
        case Form::tanh:
            return std::tanh(x);
        case Form::softplus:
            return softplus(x);
        case Form::softsign:
            return x / (1 + std::abs(x));
        case Form::exponential:
            return std::exp(x);
    }
    return x;
}

/// From the value x before the curve where it needs that, otherwise from the output y.
template <class T>
T slope(const Curve& curve, T x, T y) {
    using Form = Curve::Form;
    const auto number = [](double parameter) { return static_cast<T>(parameter); };
    switch (curve.form) {
        case Form::line:
            return number(curve.scale);
        case Form::relu:
            return y > 0 ? T{1} : T{0};
        case Form::rectified:
            if (x >= number(curve.maximum)) return T{0};
            return x > number(curve.threshold) ? T{1} : number(curve.slope);
        case Form::leaky_relu:
            return (needs_input(curve) ? x : y) >= 0 ? T{1} : number(curve.slope);
        case Form::elu:
            return y > 0 ? number(curve.scale) : y + number(curve.scale * curve.alpha);
        case Form::gelu: {
            const T density = std::exp(-x * x / 2) * number(normal_peak);
            return std::erfc(-x * number(root_of_half)) / 2 + x * density;
        }
        case Form::gelu_tanh: {
            const T inner = std::tanh(gelu_inner(x));
            return (1 + inner +
                    x * (1 - inner * inner) * number(root_of_2_over_pi) *
                        (1 + 3 * number(gelu_cubic) * x * x)) /
                   2;
        }
        case Form::silu: {
            const T s = sigmoid(x);
            return s * (1 + x * (1 - s));
        }
        case Form::mish: {
            const T inner = std::tanh(softplus(x));
            return inner + x * (1 - inner * inner) * sigmoid(x);
        }
        case Form::sigmoid:
            return y * (1 - y);
        case Form::hard_sigmoid:
            return y > 0 && y < 1 ? number(1.0 / 6) : T{0};
        case Form::tanh:
            return 1 - y * y;
        case Form::softplus:
            return -std::expm1(-y);
        case Form::softsign: {
            const T rest = 1 - std::abs(y);
            return rest * rest;
        }
        case Form::exponential:
            return y;
    }
    return T{1};
}

template <class T>
void apply(const Curve& curve, const T* from, std::int64_t count, T* to) {
    for (std::int64_t i = 0; i < count; ++i) to[i] = value(curve, from[i]);
}

template <class T>
void apply_backward(const Curve& curve, const T* gradient, const T* from, const T* output, std::int64_t count,
                    T* to) {
    if (curve.form == Curve::Form::line) {
        for (std::int64_t i = 0; i < count; ++i) to[i] = gradient[i] * static_cast<T>(curve.scale);
        return;
    }
    const T* const seen = needs_input(curve) ? from : output;
    for (std::int64_t i = 0; i < count; ++i) {
        const T steepness = slope(curve, seen[i], seen[i]);
        to[i] = std::isnan(seen[i]) ? seen[i] : (steepness == 0 ? T{0} : gradient[i] * steepness);
    }
}

}  // namespace glassnet::reference

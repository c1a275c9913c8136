// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each activation function is: a text, its parameters, its value and its derivative. Plain C++, which
// serves double and is the oracle of the vectors in activations.cpp.
#pragma once

#include "math/elementwise/activations.h"

#include <cmath>

namespace glassnet {

namespace reference {

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

/// The argument of tanh in gelu_tanh.
template <class T>
T gelu_inner(T x) {
    return static_cast<T>(root_of_2_over_pi) * (x + static_cast<T>(gelu_cubic) * x * x * x);
}

}  // namespace reference

/// One activation function. `value` is f(x), `slope` is f′ by the input x or the output y, of which it reads
/// that one which needs_input says.
template <ActivationFunction function>
struct Formula;

/// A function whose derivative follows from its output.
struct SlopeByOutput {
    static constexpr Activation parameters{};
    static constexpr bool needs_input(const Activation&) { return false; }
};

/// A function whose derivative follows from its input alone.
struct SlopeByInput {
    static constexpr Activation parameters{};
    static constexpr bool needs_input(const Activation&) { return true; }
};

/// scale · x + offset.
template <>
struct Formula<ActivationFunction::linear> : SlopeByOutput {
    static constexpr ActivationText text{"Leaves every value as it is.", "y = x", "keras.activations.linear",
                                         "torch.nn.Identity"};
    template <class T>
    static T value(const Activation& a, T x) {
        return x * static_cast<T>(a.scale) + static_cast<T>(a.offset);
    }
    template <class T>
    static T slope(const Activation& a, T, T) {
        return static_cast<T>(a.scale);
    }
};

/// max(x, 0); with parameters x above the threshold, slope · (x − threshold) below, at most `maximum`.
template <>
struct Formula<ActivationFunction::relu> {
    static constexpr ActivationText text{
        "Positive values stay, negative ones become 0. ReLU as a layer has a ceiling, a slope and a "
        "threshold.",
        "y = max(x, 0)", "keras.activations.relu", "torch.nn.functional.relu"};
    static constexpr Activation parameters{};
    static constexpr bool needs_input(const Activation& a) { return !is_plain_relu(a); }
    template <class T>
    static T value(const Activation& a, T x) {
        if (is_plain_relu(a)) return x < 0 ? T{0} : x;
        if (x >= static_cast<T>(a.maximum)) return static_cast<T>(a.maximum);
        if (x > static_cast<T>(a.threshold) || std::isnan(x)) return x;
        return a.slope == 0 ? T{0} : static_cast<T>(a.slope) * (x - static_cast<T>(a.threshold));
    }
    template <class T>
    static T slope(const Activation& a, T x, T y) {
        if (is_plain_relu(a)) return y > 0 ? T{1} : T{0};
        if (x >= static_cast<T>(a.maximum)) return T{0};
        return x > static_cast<T>(a.threshold) ? T{1} : static_cast<T>(a.slope);
    }
};

/// x from 0 on, slope · x below.
template <>
struct Formula<ActivationFunction::leaky_relu> {
    static constexpr ActivationText text{
        "Negative values keep a fifth of their size, so that no unit stops learning.",
        "y = x for x ≥ 0, otherwise 0.2 · x", "keras.activations.leaky_relu",
        "torch.nn.functional.leaky_relu"};
    static constexpr Activation parameters{.slope = 0.2};
    /// Without a slope an output of 0 may come from any negative input.
    static constexpr bool needs_input(const Activation& a) { return a.slope <= 0; }
    template <class T>
    static T value(const Activation& a, T x) {
        return x >= 0 ? x : static_cast<T>(a.slope) * x;
    }
    template <class T>
    static T slope(const Activation& a, T x, T y) {
        return (needs_input(a) ? x : y) >= 0 ? T{1} : static_cast<T>(a.slope);
    }
};

/// scale · x above 0, scale · alpha · (eˣ − 1) below (Clevert et al. 2015).
template <>
struct Formula<ActivationFunction::elu> : SlopeByOutput {
    static constexpr ActivationText text{"Negative values bend smoothly towards −1.",
                                         "y = x for x > 0, otherwise eˣ − 1", "keras.activations.elu",
                                         "torch.nn.functional.elu"};
    template <class T>
    static T value(const Activation& a, T x) {
        return static_cast<T>(a.scale) * (x > 0 ? x : static_cast<T>(a.alpha) * std::expm1(x));
    }
    template <class T>
    static T slope(const Activation& a, T, T y) {
        return y > 0 ? static_cast<T>(a.scale) : y + static_cast<T>(a.scale * a.alpha);
    }
};

/// elu whose parameters keep mean and variance (Klambauer et al. 2017).
template <>
struct Formula<ActivationFunction::selu> : Formula<ActivationFunction::elu> {
    static constexpr ActivationText text{
        "Keeps mean and spread of the values from layer to layer, with lecun_normal weights.",
        "y = 1.0507 · x for x > 0, otherwise 1.0507 · 1.6733 · (eˣ − 1)", "keras.activations.selu",
        "torch.nn.functional.selu"};
    static constexpr Activation parameters{.scale = 1.0507009873554805, .alpha = 1.6732632423543772};
};

/// x · Φ(x) (Hendrycks and Gimpel 2016).
template <>
struct Formula<ActivationFunction::gelu> : SlopeByInput {
    static constexpr ActivationText text{"Each value times the share of a normal distribution below it.",
                                         "y = x · Φ(x)", "keras.activations.gelu",
                                         "torch.nn.functional.gelu"};
    template <class T>
    static T value(const Activation&, T x) {
        return x * std::erfc(-x * static_cast<T>(reference::root_of_half)) / 2;
    }
    template <class T>
    static T slope(const Activation&, T x, T) {
        const T density = std::exp(-x * x / 2) * static_cast<T>(reference::normal_peak);
        return std::erfc(-x * static_cast<T>(reference::root_of_half)) / 2 + x * density;
    }
};

/// gelu, with Φ by tanh.
template <>
struct Formula<ActivationFunction::gelu_tanh> : SlopeByInput {
    static constexpr ActivationText text{"gelu by an approximation that is quick to compute.",
                                         "y = x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))",
                                         "keras.activations.gelu(approximate=True)",
                                         "torch.nn.functional.gelu(approximate='tanh')"};
    template <class T>
    static T value(const Activation&, T x) {
        return x * (1 + std::tanh(reference::gelu_inner(x))) / 2;
    }
    template <class T>
    static T slope(const Activation&, T x, T) {
        const T inner = std::tanh(reference::gelu_inner(x));
        return (1 + inner +
                x * (1 - inner * inner) * static_cast<T>(reference::root_of_2_over_pi) *
                    (1 + 3 * static_cast<T>(reference::gelu_cubic) * x * x)) /
               2;
    }
};

/// x / (1 + e⁻ˣ).
template <>
struct Formula<ActivationFunction::silu> : SlopeByInput {
    static constexpr ActivationText text{"Each value times its sigmoid, also called swish.",
                                         "y = x / (1 + e⁻ˣ)", "keras.activations.silu",
                                         "torch.nn.functional.silu"};
    template <class T>
    static T value(const Activation&, T x) {
        return x * reference::sigmoid(x);
    }
    template <class T>
    static T slope(const Activation&, T x, T) {
        const T s = reference::sigmoid(x);
        return s * (1 + x * (1 - s));
    }
};

/// x · tanh(ln(1 + eˣ)) (Misra 2019).
template <>
struct Formula<ActivationFunction::mish> : SlopeByInput {
    static constexpr ActivationText text{"Smooth and not monotonic, close to silu.",
                                         "y = x · tanh(ln(1 + eˣ))", "keras.activations.mish",
                                         "torch.nn.functional.mish"};
    template <class T>
    static T value(const Activation&, T x) {
        return x * std::tanh(reference::softplus(x));
    }
    template <class T>
    static T slope(const Activation&, T x, T) {
        const T inner = std::tanh(reference::softplus(x));
        return inner + x * (1 - inner * inner) * reference::sigmoid(x);
    }
};

/// 1 / (1 + e⁻ˣ).
template <>
struct Formula<ActivationFunction::sigmoid> : SlopeByOutput {
    static constexpr ActivationText text{
        "Brings every value between 0 and 1: the probability of one of two classes.", "y = 1 / (1 + e⁻ˣ)",
        "keras.activations.sigmoid", "torch.sigmoid"};
    template <class T>
    static T value(const Activation&, T x) {
        return reference::sigmoid(x);
    }
    template <class T>
    static T slope(const Activation&, T, T y) {
        return y * (1 - y);
    }
};

/// x / 6 + ½, cut to 0 … 1.
template <>
struct Formula<ActivationFunction::hard_sigmoid> : SlopeByOutput {
    static constexpr ActivationText text{"A sigmoid of three straight pieces.",
                                         "y = min(max(x / 6 + 1/2, 0), 1)", "keras.activations.hard_sigmoid",
                                         "torch.nn.functional.hardsigmoid"};
    template <class T>
    static T value(const Activation&, T x) {
        const T line = x / 6 + static_cast<T>(0.5);
        return line < 0 ? T{0} : (line > 1 ? T{1} : line);
    }
    template <class T>
    static T slope(const Activation&, T, T y) {
        return y > 0 && y < 1 ? static_cast<T>(1.0 / 6) : T{0};
    }
};

template <>
struct Formula<ActivationFunction::tanh> : SlopeByOutput {
    static constexpr ActivationText text{"Brings every value between −1 and 1.", "y = tanh(x)",
                                         "keras.activations.tanh", "torch.tanh"};
    template <class T>
    static T value(const Activation&, T x) {
        return std::tanh(x);
    }
    template <class T>
    static T slope(const Activation&, T, T y) {
        return 1 - y * y;
    }
};

/// ln(1 + eˣ).
template <>
struct Formula<ActivationFunction::softplus> : SlopeByOutput {
    static constexpr ActivationText text{"A smooth relu, always positive.", "y = ln(1 + eˣ)",
                                         "keras.activations.softplus", "torch.nn.functional.softplus"};
    template <class T>
    static T value(const Activation&, T x) {
        return reference::softplus(x);
    }
    template <class T>
    static T slope(const Activation&, T, T y) {
        return -std::expm1(-y);
    }
};

/// x / (1 + |x|).
template <>
struct Formula<ActivationFunction::softsign> : SlopeByOutput {
    static constexpr ActivationText text{"Between −1 and 1 like tanh, reaching the ends more slowly.",
                                         "y = x / (1 + |x|)", "keras.activations.softsign",
                                         "torch.nn.functional.softsign"};
    template <class T>
    static T value(const Activation&, T x) {
        return x / (1 + std::abs(x));
    }
    template <class T>
    static T slope(const Activation&, T, T y) {
        const T rest = 1 - std::abs(y);
        return rest * rest;
    }
};

template <>
struct Formula<ActivationFunction::exponential> : SlopeByOutput {
    static constexpr ActivationText text{"The exponential of each value.", "y = eˣ",
                                         "keras.activations.exponential", "torch.exp"};
    template <class T>
    static T value(const Activation&, T x) {
        return std::exp(x);
    }
    template <class T>
    static T slope(const Activation&, T, T y) {
        return y;
    }
};

/// A function of a whole row has its kernel in rows/softmax.h.
template <>
struct Formula<ActivationFunction::softmax> : SlopeByOutput {
    static constexpr ActivationText text{
        "Turns a row into probabilities that add up to 1: one for each class.", "yᵢ = eˣⁱ / Σⱼ eˣʲ",
        "keras.activations.softmax", "torch.softmax"};
};

template <>
struct Formula<ActivationFunction::log_softmax> : SlopeByOutput {
    static constexpr ActivationText text{"The logarithms of softmax, exact where a probability is tiny.",
                                         "yᵢ = xᵢ − ln Σⱼ eˣʲ", "keras.activations.log_softmax",
                                         "torch.log_softmax"};
};

/// Calls action(std::integral_constant of `function`), with which a Formula can be named.
template <std::size_t first = 0, class Action>
auto with_constant(ActivationFunction function, const Action& action) {
    if constexpr (first + 1 < names(ActivationFunction{}).size()) {
        if (static_cast<std::size_t>(function) != first) return with_constant<first + 1>(function, action);
    }
    return action(std::integral_constant<ActivationFunction, static_cast<ActivationFunction>(first)>());
}

/// Calls action(Formula) if the function is elementwise.
template <class Action>
void with_formula(ActivationFunction function, const Action& action) {
    with_constant(function, [&]<class Constant>(Constant) {
        if constexpr (!needs_row(Constant::value)) action(Formula<Constant::value>());
    });
}

namespace reference {

template <class T>
T value(const Activation& activation, T x) {
    T result = x;
    with_formula(activation.function, [&](auto formula) { result = formula.value(activation, x); });
    return result;
}

/// The derivative, by the input x if the activation needs_input, otherwise by the output y.
template <class T>
T slope(const Activation& activation, T x, T y) {
    T result = 1;
    with_formula(activation.function, [&](auto formula) { result = formula.slope(activation, x, y); });
    return result;
}

template <class T>
void apply(const Activation& activation, const T* from, std::int64_t count, T* to) {
    with_formula(activation.function, [&](auto formula) {
        for (std::int64_t i = 0; i < count; ++i) to[i] = formula.value(activation, from[i]);
    });
}

template <class T>
void apply_backward(const Activation& activation, const T* gradient, const T* input, const T* output,
                    std::int64_t count, T* to) {
    if (activation.function == ActivationFunction::linear) {
        for (std::int64_t i = 0; i < count; ++i) to[i] = gradient[i] * static_cast<T>(activation.scale);
        return;
    }
    with_formula(activation.function, [&](auto formula) {
        const T* const seen = formula.needs_input(activation) ? input : output;
        for (std::int64_t i = 0; i < count; ++i) {
            const T slope = formula.slope(activation, seen[i], seen[i]);
            to[i] = std::isnan(seen[i]) ? seen[i] : (slope == 0 ? T{0} : gradient[i] * slope);
        }
    });
}

}  // namespace reference

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace glassnet {

/// A function of one number. Names, formulas and constants as in Keras 3; NaN stays NaN.
struct Curve {
    enum class Form {
        line,        // scale · x + offset
        relu,        // max(x, 0)
        rectified,   // x above the threshold, slope · (x − threshold) below; at most `maximum`
        leaky_relu,  // x from 0 on, slope · x below
        elu,         // scale · x above 0, scale · alpha · (eˣ − 1) below
        gelu,        // x · Φ(x) (Hendrycks and Gimpel 2016)
        gelu_tanh,   // the same, Φ by tanh
        silu,        // x / (1 + e⁻ˣ)
        mish,        // x · tanh(ln(1 + eˣ)) (Misra 2019)
        sigmoid,
        hard_sigmoid,  // x / 6 + ½, cut to 0 … 1
        tanh,
        softplus,  // ln(1 + eˣ)
        softsign,  // x / (1 + |x|)
        exponential
    };
    Form form = Form::line;
    double scale = 1, offset = 0, slope = 0, alpha = 1, threshold = 0;
    double maximum = std::numeric_limits<double>::infinity();
};

/// Whether the slope is no function of the output alone: then the way back asks for the values before the
/// curve.
[[nodiscard]] constexpr bool needs_input(const Curve& curve) {
    switch (curve.form) {
        case Curve::Form::rectified:
        case Curve::Form::gelu:
        case Curve::Form::gelu_tanh:
        case Curve::Form::silu:
        case Curve::Form::mish:
            return true;
        case Curve::Form::leaky_relu:
            return curve.slope <= 0;  // an output of 0 may come from any value below
        default:
            return false;
    }
}

/// Whether the way back asks for the output instead.
[[nodiscard]] constexpr bool needs_output(const Curve& curve) {
    return !needs_input(curve) && curve.form != Curve::Form::line;
}

// Float runs in the processor's widest vectors, double in plain loops; no result depends on the lanes. `to`
// may be one of the others.

/// to[i] = curve(from[i])
template <class T>
void apply(const Curve& curve, const T* from, std::int64_t count, T* to);
/// to[i] = gradient[i] · the curve's slope: at from[i] if the curve needs_input, else where the curve is
/// output[i]; a line reads neither. Where the value looked at is NaN the result is.
template <class T>
void apply_backward(const Curve& curve, const T* gradient, const T* from, const T* output, std::int64_t count,
                    T* to);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/elementwise/activations.h"

#include "math/elementwise/activation_functions.h"
#include "math/simd/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/elementwise/activations.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"
#include "math/simd/exponentials-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

using F = ActivationFunction;
using reference::gelu_cubic;
using reference::normal_peak;
using reference::root_of_2_over_pi;
using reference::root_of_half;

/// Φ(x), the share of a normal distribution below x, and e^(−x² / 2).
struct Normal {
    V share, raised;
};

/// Φ by erfc(z) = e^(−z²) · t · P(t) with t = 1 / (1 + 0.4 z) for z ≥ 0; P is our least relative
/// error, 6.2e-8, up to z = 10.
HWY_INLINE Normal NormalOf(V x) {
    const V z = hn::Mul(hn::Abs(x), Number(root_of_half));
    const V raised = ExpOf(hn::Mul(hn::Mul(x, x), Number(-0.5)));
    const V t = hn::Div(Number(1), hn::MulAdd(z, Number(0.4), Number(1)));
    V polynomial = Number(0.04125302453320208);
    for (const double coefficient :
         {-0.14031916455671492, 0.08398714056683942, 0.0879645053391064, 0.07975637784215457,
          0.19339325586046222, 0.20188757815239503, 0.2264431129803362, 0.22563423106244188})
        polynomial = hn::MulAdd(polynomial, t, Number(coefficient));
    const V tail = hn::Mul(hn::Mul(Number(0.5), raised), hn::Mul(t, polynomial));
    return {hn::IfThenElse(hn::Lt(x, hn::Zero(D())), tail, hn::Sub(Number(1), tail)), raised};
}

/// (1 + tanh u) / 2 is the logistic function of 2u.
HWY_INLINE Logistic GeluShare(V x, V square) {
    return LogisticOf(hn::Mul(
        x, hn::MulAdd(square, Number(2 * root_of_2_over_pi * gelu_cubic), Number(2 * root_of_2_over_pi))));
}

/// tanh(ln(1 + eˣ)) = n / (n + 2) with n = eˣ(eˣ + 2), what is left to 1, and eˣ / (1 + eˣ).
struct MishParts {
    V value, rest, share;
};
HWY_INLINE MishParts MishOf(V x) {
    const V raised = ExpOf(hn::Min(x, Number(30)));  // from there on the value is 1
    const V n = hn::Mul(raised, hn::Add(raised, Number(2)));
    const V below = hn::Div(Number(1), hn::Add(n, Number(2)));
    return {hn::Mul(n, below), hn::Mul(Number(2), below), hn::Div(raised, hn::Add(Number(1), raised))};
}

/// The vectors of one activation function: `Value` is f(x); `Gradient` is that of the input, from the
/// gradient g of the output and what needs_input says: the input or the output. The constructor holds the
/// parameters ready.
template <F function>
class Vectors;

class WithoutParameters {
public:
    explicit WithoutParameters(const Activation&) {}
};

template <>
class Vectors<F::linear> {
public:
    explicit Vectors(const Activation& a) : scale_(Number(a.scale)), offset_(Number(a.offset)) {}
    HWY_INLINE V Value(V x) const { return hn::MulAdd(x, scale_, offset_); }

private:
    V scale_, offset_;
};

/// max(x, 0) and nothing more.
template <>
class Vectors<F::relu> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return hn::IfThenElse(hn::Lt(x, hn::Zero(D())), hn::Zero(D()), x); }
    HWY_INLINE V Gradient(V g, V y) const { return hn::IfThenElseZero(hn::Gt(y, hn::Zero(D())), g); }
};

/// ReLU with a slope, a threshold or a ceiling.
class ParametricRelu {
public:
    explicit ParametricRelu(const Activation& a)
        : slope_(Number(a.slope)),
          threshold_(Number(a.threshold)),
          maximum_(Number(a.maximum)),
          has_slope_(a.slope != 0) {}
    HWY_INLINE V Value(V x) const {
        const V low = has_slope_ ? hn::Mul(slope_, hn::Sub(x, threshold_)) : hn::Zero(D());
        const V y = hn::IfThenElse(hn::Le(x, threshold_), low, x);
        return hn::IfThenElse(hn::Ge(x, maximum_), maximum_, y);
    }
    HWY_INLINE V Gradient(V g, V x) const {
        const V low = has_slope_ ? hn::Mul(g, slope_) : hn::Zero(D());
        return hn::IfThenZeroElse(hn::Ge(x, maximum_), hn::IfThenElse(hn::Gt(x, threshold_), g, low));
    }

private:
    V slope_, threshold_, maximum_;
    bool has_slope_;
};

template <>
class Vectors<F::leaky_relu> {
public:
    explicit Vectors(const Activation& a) : slope_(Number(a.slope)), has_slope_(a.slope > 0) {}
    HWY_INLINE V Value(V x) const { return hn::IfThenElse(hn::Ge(x, hn::Zero(D())), x, hn::Mul(slope_, x)); }
    HWY_INLINE V Gradient(V g, V seen) const {
        const V low = has_slope_ ? hn::Mul(g, slope_) : hn::Zero(D());
        return hn::IfThenElse(hn::Ge(seen, hn::Zero(D())), g, low);
    }

private:
    V slope_;
    bool has_slope_;
};

template <>
class Vectors<F::elu> {
public:
    explicit Vectors(const Activation& a) : scale_(Number(a.scale)), steep_(Number(a.scale * a.alpha)) {}
    HWY_INLINE V Value(V x) const {
        return hn::IfThenElse(hn::Gt(x, hn::Zero(D())), hn::Mul(scale_, x),
                              hn::Mul(steep_, Expm1OfNegative(x)));
    }
    HWY_INLINE V Gradient(V g, V y) const {
        return hn::Mul(g, hn::IfThenElse(hn::Gt(y, hn::Zero(D())), scale_, hn::Add(y, steep_)));
    }

private:
    V scale_, steep_;
};

template <>
class Vectors<F::selu> : public Vectors<F::elu> {
public:
    using Vectors<F::elu>::Vectors;
};

template <>
class Vectors<F::gelu> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return hn::Mul(x, NormalOf(x).share); }
    HWY_INLINE V Gradient(V g, V x) const {
        const Normal normal = NormalOf(x);
        return hn::Mul(g, hn::MulAdd(hn::Mul(x, Number(normal_peak)), normal.raised, normal.share));
    }
};

template <>
class Vectors<F::gelu_tanh> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return hn::Mul(x, GeluShare(x, hn::Mul(x, x)).value); }
    HWY_INLINE V Gradient(V g, V x) const {
        const V square = hn::Mul(x, x);
        const Logistic share = GeluShare(x, square);
        const V inner =
            hn::MulAdd(square, Number(6 * root_of_2_over_pi * gelu_cubic), Number(2 * root_of_2_over_pi));
        return hn::Mul(g, hn::MulAdd(hn::Mul(x, inner), hn::Mul(share.value, share.rest), share.value));
    }
};

template <>
class Vectors<F::silu> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return hn::Mul(x, LogisticOf(x).value); }
    HWY_INLINE V Gradient(V g, V x) const {
        const Logistic share = LogisticOf(x);
        return hn::Mul(g, hn::Mul(share.value, hn::MulAdd(x, share.rest, Number(1))));
    }
};

template <>
class Vectors<F::mish> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return hn::Mul(x, MishOf(x).value); }
    HWY_INLINE V Gradient(V g, V x) const {
        const MishParts parts = MishOf(x);
        const V bend = hn::Mul(parts.rest, hn::Add(Number(1), parts.value));  // 1 − tanh²
        return hn::Mul(g, hn::MulAdd(hn::Mul(x, bend), parts.share, parts.value));
    }
};

template <>
class Vectors<F::sigmoid> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return LogisticOf(x).value; }
    HWY_INLINE V Gradient(V g, V y) const { return hn::Mul(g, hn::Mul(y, hn::Sub(Number(1), y))); }
};

template <>
class Vectors<F::hard_sigmoid> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const {
        const V zero = hn::Zero(D()), one = Number(1), line = hn::MulAdd(x, Number(1.0 / 6), Number(0.5));
        return hn::IfThenElse(hn::Lt(line, zero), zero, hn::IfThenElse(hn::Gt(line, one), one, line));
    }
    HWY_INLINE V Gradient(V g, V y) const {
        const auto rises = hn::And(hn::Gt(y, hn::Zero(D())), hn::Lt(y, Number(1)));
        return hn::IfThenElseZero(rises, hn::Mul(g, Number(1.0 / 6)));
    }
};

template <>
class Vectors<F::tanh> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return TanhOf(x); }
    HWY_INLINE V Gradient(V g, V y) const { return hn::Mul(g, hn::NegMulAdd(y, y, Number(1))); }
};

template <>
class Vectors<F::softplus> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return SoftplusOf(x); }
    HWY_INLINE V Gradient(V g, V y) const { return hn::Mul(g, hn::Neg(Expm1OfNegative(hn::Neg(y)))); }
};

template <>
class Vectors<F::softsign> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return hn::Div(x, hn::Add(Number(1), hn::Abs(x))); }
    HWY_INLINE V Gradient(V g, V y) const {
        const V rest = hn::Sub(Number(1), hn::Abs(y));
        return hn::Mul(g, hn::Mul(rest, rest));
    }
};

template <>
class Vectors<F::exponential> : public WithoutParameters {
public:
    using WithoutParameters::WithoutParameters;
    HWY_INLINE V Value(V x) const { return ExpOf(x); }
    HWY_INLINE V Gradient(V g, V y) const { return hn::Mul(g, y); }
};

/// Calls step(i, elements left) for whole vectors, and for the rest. The first kind knows its number of
/// elements, so that no branch stands in its loop.
template <class Step>
HWY_INLINE void ForVectors(std::int64_t count, const Step& step) {
    std::int64_t i = 0;
    for (; i + lanes() <= count; i += lanes()) step(i, lanes());
    if (i < count) step(i, count - i);
}

template <class Function>
HWY_INLINE void ForwardBy(Function f, const float* from, std::int64_t count, float* to) {
    ForVectors(count, [=](std::int64_t i, std::int64_t valid)
                          HWY_ATTR { StoreSome(f.Value(LoadSome(from + i, valid)), to + i, valid); });
}

template <class Function>
HWY_INLINE void BackwardBy(Function f, const float* gradient, const float* seen, std::int64_t count,
                           float* to) {
    ForVectors(count, [=](std::int64_t i, std::int64_t valid) HWY_ATTR {
        const V at = LoadSome(seen + i, valid);
        StoreSome(KeepNaN(at, f.Gradient(LoadSome(gradient + i, valid), at)), to + i, valid);
    });
}

/// The gradient of scale · x + offset, which reads neither input nor output.
HWY_INLINE void LinearBackward(V scale, const float* gradient, std::int64_t count, float* to) {
    ForVectors(count, [=](std::int64_t i, std::int64_t valid) HWY_ATTR {
        StoreSome(hn::Mul(LoadSome(gradient + i, valid), scale), to + i, valid);
    });
}

HWY_ATTR void Apply(const Activation& activation, const float* from, std::int64_t count, float* to) {
    with_constant(activation.function, [=, &activation]<class Constant>(Constant) HWY_ATTR {
        if constexpr (Constant::value == F::relu) {
            if (!is_plain_relu(activation)) return ForwardBy(ParametricRelu(activation), from, count, to);
        }
        if constexpr (!needs_row(Constant::value))
            ForwardBy(Vectors<Constant::value>(activation), from, count, to);
    });
}

HWY_ATTR void ApplyBackward(const Activation& activation, const float* gradient, const float* input,
                            const float* output, std::int64_t count, float* to) {
    if (activation.function == F::linear)
        return LinearBackward(Number(activation.scale), gradient, count, to);
    const float* const seen = needs_input(activation) ? input : output;
    with_constant(activation.function, [=, &activation]<class Constant>(Constant) HWY_ATTR {
        if constexpr (Constant::value == F::relu) {
            if (!is_plain_relu(activation))
                return BackwardBy(ParametricRelu(activation), gradient, seen, count, to);
        }
        if constexpr (!needs_row(Constant::value) && Constant::value != F::linear)
            BackwardBy(Vectors<Constant::value>(activation), gradient, seen, count, to);
    });
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

ActivationText text_of(ActivationFunction function) {
    return with_constant(function, []<class Constant>(Constant) { return Formula<Constant::value>::text; });
}

Activation activation_of(ActivationFunction function) {
    Activation result = with_constant(
        function, []<class Constant>(Constant) { return Formula<Constant::value>::parameters; });
    result.function = function;
    return result;
}

bool needs_input(const Activation& activation) {
    return with_constant(activation.function, [&]<class Constant>(Constant) {
        return Formula<Constant::value>::needs_input(activation);
    });
}

bool needs_output(const Activation& activation) {
    return !needs_input(activation) && activation.function != ActivationFunction::linear;
}

HWY_EXPORT(Apply);
template <class T>
void apply(const Activation& activation, const T* from, std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, Apply, reference::apply)(activation, from, count, to);
}
GLASSNET_INSTANTIATE(apply);

HWY_EXPORT(ApplyBackward);
template <class T>
void apply_backward(const Activation& activation, const T* gradient, const T* input, const T* output,
                    std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, ApplyBackward, reference::apply_backward)
    (activation, gradient, input, output, count, to);
}
GLASSNET_INSTANTIATE(apply_backward);

}  // namespace glassnet
#endif

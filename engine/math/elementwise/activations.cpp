// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/elementwise/activations.h"

#include "math/elementwise/activations_reference.h"
#include "math/simd/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/elementwise/activations.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"
#include "math/simd/exponentials-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

using Form = Curve::Form;
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

template <class Function>
HWY_INLINE void Map(const float* from, std::int64_t count, float* to, const Function& function) {
    for (std::int64_t i = 0; i < count; i += lanes())
        StoreSome(function(LoadSome(from + i, count - i)), to + i, count - i);
}

HWY_ATTR void Apply(const Curve& curve, const float* from, std::int64_t count, float* to) {
    const V zero = hn::Zero(D()), one = Number(1), scale = Number(curve.scale), slope = Number(curve.slope);
    switch (curve.form) {
        case Form::line: {
            const V offset = Number(curve.offset);
            return Map(from, count, to, [=](V x) HWY_ATTR { return hn::MulAdd(x, scale, offset); });
        }
        case Form::relu:
            return Map(from, count, to,
                       [=](V x) HWY_ATTR { return hn::IfThenElse(hn::Lt(x, zero), zero, x); });
        case Form::rectified: {
            const V threshold = Number(curve.threshold), maximum = Number(curve.maximum);
            return Map(from, count, to, [=](V x) HWY_ATTR {
                const V low = curve.slope == 0 ? zero : hn::Mul(slope, hn::Sub(x, threshold));
                const V y = hn::IfThenElse(hn::Le(x, threshold), low, x);
                return hn::IfThenElse(hn::Ge(x, maximum), maximum, y);
            });
        }
        case Form::leaky_relu:
            return Map(from, count, to,
                       [=](V x) HWY_ATTR { return hn::IfThenElse(hn::Ge(x, zero), x, hn::Mul(slope, x)); });
        case Form::elu: {
            const V steep = Number(curve.scale * curve.alpha);
            return Map(from, count, to, [=](V x) HWY_ATTR {
                return hn::IfThenElse(hn::Gt(x, zero), hn::Mul(scale, x), hn::Mul(steep, Expm1OfNegative(x)));
            });
        }
        case Form::gelu:
            return Map(from, count, to, [](V x) HWY_ATTR { return hn::Mul(x, NormalOf(x).share); });
        case Form::gelu_tanh:
            return Map(from, count, to,
                       [](V x) HWY_ATTR { return hn::Mul(x, GeluShare(x, hn::Mul(x, x)).value); });
        case Form::silu:
            return Map(from, count, to, [](V x) HWY_ATTR { return hn::Mul(x, LogisticOf(x).value); });
        case Form::mish:
            return Map(from, count, to, [](V x) HWY_ATTR { return hn::Mul(x, MishOf(x).value); });
        case Form::sigmoid:
            return Map(from, count, to, [](V x) HWY_ATTR { return LogisticOf(x).value; });
        case Form::hard_sigmoid: {
            const V sixth = Number(1.0 / 6), half = Number(0.5);
            return Map(from, count, to, [=](V x) HWY_ATTR {
                const V line = hn::MulAdd(x, sixth, half);
                return hn::IfThenElse(hn::Lt(line, zero), zero, hn::IfThenElse(hn::Gt(line, one), one, line));
            });
        }
        case Form::tanh:
            return Map(from, count, to, [](V x) HWY_ATTR { return TanhOf(x); });
        case Form::softplus:
            return Map(from, count, to, [](V x) HWY_ATTR { return SoftplusOf(x); });
        case Form::softsign:
            return Map(from, count, to, [=](V x) HWY_ATTR { return hn::Div(x, hn::Add(one, hn::Abs(x))); });
        case Form::exponential:
            return Map(from, count, to, [](V x) HWY_ATTR { return ExpOf(x); });
    }
}

/// function(gradient, seen): the gradient before the curve.
template <class Function>
HWY_INLINE void MapBackward(const float* gradient, const float* seen, std::int64_t count, float* to,
                            const Function& function) {
    for (std::int64_t i = 0; i < count; i += lanes()) {
        const V at = LoadSome(seen + i, count - i);
        StoreSome(KeepNaN(at, function(LoadSome(gradient + i, count - i), at)), to + i, count - i);
    }
}

/// The same for curves that tell their slope.
template <class Function>
HWY_INLINE void MapSlope(const float* gradient, const float* seen, std::int64_t count, float* to,
                         const Function& slope) {
    MapBackward(gradient, seen, count, to, [=](V g, V at) HWY_ATTR { return hn::Mul(g, slope(at)); });
}

/// Of curves whose slope hangs on the values before them.
HWY_ATTR void BackwardFromInput(const Curve& curve, const float* gradient, const float* from,
                                std::int64_t count, float* to) {
    const V one = Number(1), slope = Number(curve.slope);
    switch (curve.form) {
        case Form::rectified: {
            const V threshold = Number(curve.threshold), maximum = Number(curve.maximum);
            return MapBackward(gradient, from, count, to, [=](V g, V x) HWY_ATTR {
                const V low = curve.slope == 0 ? hn::Zero(D()) : hn::Mul(g, slope);
                return hn::IfThenZeroElse(hn::Ge(x, maximum), hn::IfThenElse(hn::Gt(x, threshold), g, low));
            });
        }
        case Form::gelu:
            return MapSlope(gradient, from, count, to, [](V x) HWY_ATTR {
                const Normal normal = NormalOf(x);
                return hn::MulAdd(hn::Mul(x, Number(normal_peak)), normal.raised, normal.share);
            });
        case Form::gelu_tanh:
            return MapSlope(gradient, from, count, to, [](V x) HWY_ATTR {
                const V square = hn::Mul(x, x);
                const Logistic share = GeluShare(x, square);
                const V inner = hn::MulAdd(square, Number(6 * root_of_2_over_pi * gelu_cubic),
                                           Number(2 * root_of_2_over_pi));
                return hn::MulAdd(hn::Mul(x, inner), hn::Mul(share.value, share.rest), share.value);
            });
        case Form::silu:
            return MapSlope(gradient, from, count, to, [=](V x) HWY_ATTR {
                const Logistic share = LogisticOf(x);
                return hn::Mul(share.value, hn::MulAdd(x, share.rest, one));
            });
        case Form::mish:
            return MapSlope(gradient, from, count, to, [=](V x) HWY_ATTR {
                const MishParts parts = MishOf(x);
                const V bend = hn::Mul(parts.rest, hn::Add(one, parts.value));  // 1 − tanh²
                return hn::MulAdd(hn::Mul(x, bend), parts.share, parts.value);
            });
        default:  // leaky_relu without a slope
            return MapBackward(gradient, from, count, to, [=](V g, V x) HWY_ATTR {
                return hn::IfThenElseZero(hn::Ge(x, hn::Zero(D())), g);
            });
    }
}

/// Of curves whose slope hangs on their values.
HWY_ATTR void BackwardFromOutput(const Curve& curve, const float* gradient, const float* output,
                                 std::int64_t count, float* to) {
    const V zero = hn::Zero(D()), one = Number(1), scale = Number(curve.scale);
    switch (curve.form) {
        case Form::relu:
            return MapBackward(gradient, output, count, to,
                               [=](V g, V y) HWY_ATTR { return hn::IfThenElseZero(hn::Gt(y, zero), g); });
        case Form::leaky_relu: {
            const V slope = Number(curve.slope);
            return MapBackward(gradient, output, count, to, [=](V g, V y) HWY_ATTR {
                return hn::IfThenElse(hn::Ge(y, zero), g, hn::Mul(g, slope));
            });
        }
        case Form::elu: {
            const V steep = Number(curve.scale * curve.alpha);
            return MapSlope(gradient, output, count, to, [=](V y) HWY_ATTR {
                return hn::IfThenElse(hn::Gt(y, zero), scale, hn::Add(y, steep));
            });
        }
        case Form::sigmoid:
            return MapSlope(gradient, output, count, to,
                            [=](V y) HWY_ATTR { return hn::Mul(y, hn::Sub(one, y)); });
        case Form::hard_sigmoid: {
            const V sixth = Number(1.0 / 6);
            return MapBackward(gradient, output, count, to, [=](V g, V y) HWY_ATTR {
                return hn::IfThenElseZero(hn::And(hn::Gt(y, zero), hn::Lt(y, one)), hn::Mul(g, sixth));
            });
        }
        case Form::tanh:
            return MapSlope(gradient, output, count, to,
                            [=](V y) HWY_ATTR { return hn::NegMulAdd(y, y, one); });
        case Form::softplus:
            return MapSlope(gradient, output, count, to,
                            [](V y) HWY_ATTR { return hn::Neg(Expm1OfNegative(hn::Neg(y))); });
        case Form::softsign:
            return MapSlope(gradient, output, count, to, [=](V y) HWY_ATTR {
                const V rest = hn::Sub(one, hn::Abs(y));
                return hn::Mul(rest, rest);
            });
        case Form::exponential:
            return MapSlope(gradient, output, count, to, [](V y) HWY_ATTR { return y; });
        default:  // line
            return Map(gradient, count, to, [=](V g) HWY_ATTR { return hn::Mul(g, scale); });
    }
}

HWY_ATTR void ApplyBackward(const Curve& curve, const float* gradient, const float* from, const float* output,
                            std::int64_t count, float* to) {
    needs_input(curve) ? BackwardFromInput(curve, gradient, from, count, to)
                       : BackwardFromOutput(curve, gradient, output, count, to);
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(Apply);
template <class T>
void apply(const Curve& curve, const T* from, std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, Apply, reference::apply)(curve, from, count, to);
}
GLASSNET_INSTANTIATE(apply);

HWY_EXPORT(ApplyBackward);
template <class T>
void apply_backward(const Curve& curve, const T* gradient, const T* from, const T* output, std::int64_t count,
                    T* to) {
    GLASSNET_DISPATCH(T, ApplyBackward, reference::apply_backward)(curve, gradient, from, output, count, to);
}
GLASSNET_INSTANTIATE(apply_backward);

}  // namespace glassnet
#endif

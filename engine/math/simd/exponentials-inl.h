// SPDX-License-Identifier: GPL-3.0-or-later
// Part of files of kernels, after edges-inl.h: included once for each instruction set, therefore without a
// guard of its own. Exponentials of single precision for all arguments: those of Highway know neither NaN nor
// large ones.

#include "hwy/contrib/math/math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

HWY_INLINE V Number(double value) { return hn::Set(D(), static_cast<float>(value)); }

HWY_INLINE V KeepNaN(V x, V result) { return hn::IfThenElse(hn::Eq(x, x), result, x); }

/// eˣ; infinite from 88.73 on
HWY_INLINE V ExpOf(V x) { return KeepNaN(x, hn::Exp(D(), hn::Min(x, Number(89)))); }

/// eˣ − 1 of x ≤ 0 (larger ones count as 0)
HWY_INLINE V Expm1OfNegative(V x) { return KeepNaN(x, hn::Expm1(D(), hn::Min(x, hn::Zero(D())))); }

/// 1 / (1 + e⁻ˣ), and how far it is from 1, both without cancellation
struct Logistic {
    V value, rest;
};
/// Returns it from x and e^−|x|.
HWY_INLINE Logistic LogisticFrom(V x, V raised) {
    const V larger = hn::Div(Number(1), hn::Add(Number(1), raised)), smaller = hn::Mul(raised, larger);
    const auto negative = hn::Lt(x, hn::Zero(D()));
    return {hn::IfThenElse(negative, smaller, larger), hn::IfThenElse(negative, larger, smaller)};
}

HWY_INLINE Logistic LogisticOf(V x) { return LogisticFrom(x, ExpOf(hn::Neg(hn::Abs(x)))); }

HWY_INLINE V TanhOf(V x) {
    const V fallen = Expm1OfNegative(hn::Mul(hn::Abs(x), Number(-2)));
    const V magnitude = hn::Neg(hn::Div(fallen, hn::Add(fallen, Number(2))));
    return KeepNaN(x, hn::CopySign(magnitude, x));
}

/// ln(1 + eˣ)
HWY_INLINE V SoftplusOf(V x) {
    const V raised = ExpOf(hn::Neg(hn::Abs(x)));
    return KeepNaN(x, hn::Add(hn::Max(x, hn::Zero(D())), hn::Log1p(D(), raised)));
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/elementwise/arithmetic.h"

#include "math/elementwise/arithmetic_reference.h"
#include "math/simd/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/elementwise/arithmetic.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

HWY_ATTR void Accumulate(float* to, const float* from, std::int64_t count) {
    const D d;
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes())
        hn::StoreU(hn::Add(hn::LoadU(d, to + i), hn::LoadU(d, from + i)), d, to + i);
    reference::accumulate(to + end, from + end, count - end);
}

HWY_ATTR void AddTwo(const float* a, const float* b, std::int64_t count, float* to) {
    const D d;
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes())
        hn::StoreU(hn::Add(hn::LoadU(d, a + i), hn::LoadU(d, b + i)), d, to + i);
    reference::add(a + end, b + end, count - end, to + end);
}

HWY_ATTR void MultiplyTwo(const float* a, const float* b, std::int64_t count, float* to) {
    const D d;
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes())
        hn::StoreU(hn::Mul(hn::LoadU(d, a + i), hn::LoadU(d, b + i)), d, to + i);
    reference::multiply(a + end, b + end, count - end, to + end);
}

HWY_ATTR void ExtremeOf(Extreme which, const float* a, const float* b, std::int64_t count, float* to) {
    const D d;
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes()) {
        const V x = hn::LoadU(d, a + i), y = hn::LoadU(d, b + i);
        // false for NaN in y: y wins
        const auto keeps = which == Extreme::largest ? hn::Le(y, x) : hn::Ge(y, x);
        hn::StoreU(hn::IfThenElse(hn::Eq(x, x), hn::IfThenElse(keeps, x, y), x), d, to + i);
    }
    reference::extreme(which, a + end, b + end, count - end, to + end);
}

HWY_ATTR void TakeShare(const float* values, const float* extremes, std::int64_t count, float* gradient,
                        float* to) {
    const D d;
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes()) {
        const V x = hn::LoadU(d, values + i), g = hn::LoadU(d, gradient + i);
        const auto mine = hn::Or(hn::Eq(x, hn::LoadU(d, extremes + i)), hn::Not(hn::Eq(x, x)));
        if (to) hn::StoreU(hn::IfThenElseZero(mine, g), d, to + i);
        hn::StoreU(hn::IfThenZeroElse(mine, g), d, gradient + i);
    }
    reference::take_share(values + end, extremes + end, count - end, gradient + end, to ? to + end : nullptr);
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(Accumulate);
template <class T>
void accumulate(T* to, const T* from, std::int64_t count) {
    GLASSNET_DISPATCH(T, Accumulate, reference::accumulate)(to, from, count);
}
GLASSNET_INSTANTIATE(accumulate);

HWY_EXPORT(AddTwo);
template <class T>
void add(const T* a, const T* b, std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, AddTwo, reference::add)(a, b, count, to);
}
GLASSNET_INSTANTIATE(add);

HWY_EXPORT(MultiplyTwo);
template <class T>
void multiply(const T* a, const T* b, std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, MultiplyTwo, reference::multiply)(a, b, count, to);
}
GLASSNET_INSTANTIATE(multiply);

HWY_EXPORT(ExtremeOf);
template <class T>
void extreme(Extreme which, const T* a, const T* b, std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, ExtremeOf, reference::extreme)(which, a, b, count, to);
}
GLASSNET_INSTANTIATE(extreme);

HWY_EXPORT(TakeShare);
template <class T>
void take_share(const T* values, const T* extremes, std::int64_t count, T* gradient, T* to) {
    GLASSNET_DISPATCH(T, TakeShare, reference::take_share)(values, extremes, count, gradient, to);
}
GLASSNET_INSTANTIATE(take_share);

}  // namespace glassnet
#endif

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

HWY_ATTR void ExtremumOf(Extremum which, const float* a, const float* b, std::int64_t count, float* to) {
    const D d;
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes()) {
        const V x = hn::LoadU(d, a + i), y = hn::LoadU(d, b + i);
        // false for NaN in y: y wins
        const auto keeps = which == Extremum::maximum ? hn::Le(y, x) : hn::Ge(y, x);
        hn::StoreU(hn::IfThenElse(hn::Eq(x, x), hn::IfThenElse(keeps, x, y), x), d, to + i);
    }
    reference::extremum(which, a + end, b + end, count - end, to + end);
}

HWY_ATTR void ExtremumBackward(const float* input, const float* output, std::int64_t count, float* gradient,
                               float* to) {
    const D d;
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes()) {
        const V x = hn::LoadU(d, input + i), g = hn::LoadU(d, gradient + i);
        const auto mine = hn::Or(hn::Eq(x, hn::LoadU(d, output + i)), hn::Not(hn::Eq(x, x)));
        if (to) hn::StoreU(hn::IfThenElseZero(mine, g), d, to + i);
        hn::StoreU(hn::IfThenZeroElse(mine, g), d, gradient + i);
    }
    reference::extremum_backward(input + end, output + end, count - end, gradient + end,
                                 to ? to + end : nullptr);
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

HWY_EXPORT(ExtremumOf);
template <class T>
void extremum(Extremum which, const T* a, const T* b, std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, ExtremumOf, reference::extremum)(which, a, b, count, to);
}
GLASSNET_INSTANTIATE(extremum);

HWY_EXPORT(ExtremumBackward);
template <class T>
void extremum_backward(const T* input, const T* output, std::int64_t count, T* gradient, T* to) {
    GLASSNET_DISPATCH(T, ExtremumBackward, reference::extremum_backward)
    (input, output, count, gradient, to);
}
GLASSNET_INSTANTIATE(extremum_backward);

}  // namespace glassnet
#endif

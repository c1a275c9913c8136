// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/elementwise/finite.h"

#include "math/elementwise/finite_reference.h"
#include "math/simd/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/elementwise/finite.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

HWY_ATTR bool AllFinite(const float* values, std::int64_t count) {
    const D d;
    const hn::RebindToUnsigned<D> du;
    const auto exponent = hn::Set(du, 0x7F800000U);
    auto bad = hn::Zero(du);
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes()) {
        const auto bits = hn::And(hn::BitCast(du, hn::LoadU(d, values + i)), exponent);
        bad = hn::Or(bad, hn::VecFromMask(du, hn::Eq(bits, exponent)));
    }
    return hn::AllTrue(du, hn::Eq(bad, hn::Zero(du))) && reference::all_finite(values + end, count - end);
}

/// Without the sign, the bit patterns of numbers order like the numbers, NaN above infinity.
HWY_ATTR float LargestMagnitude(const float* values, std::int64_t count) {
    const D d;
    const hn::RebindToSigned<D> di;
    const auto without_sign = hn::Set(di, 0x7FFFFFFF);
    auto largest = hn::Zero(di);
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes())
        largest = hn::Max(largest, hn::And(hn::BitCast(di, hn::LoadU(d, values + i)), without_sign));
    const float most = hn::GetLane(hn::BitCast(d, hn::MaxOfLanes(di, largest)));
    const float rest = reference::largest_magnitude(values + end, count - end);
    return most <= rest || rest != rest ? rest : most;
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(AllFinite);
template <class T>
bool all_finite(const T* values, std::int64_t count) {
    return GLASSNET_DISPATCH(T, AllFinite, reference::all_finite)(values, count);
}
GLASSNET_INSTANTIATE(all_finite);

HWY_EXPORT(LargestMagnitude);
template <class T>
T largest_magnitude(const T* values, std::int64_t count) {
    return GLASSNET_DISPATCH(T, LargestMagnitude, reference::largest_magnitude)(values, count);
}
GLASSNET_INSTANTIATE(largest_magnitude);

}  // namespace glassnet
#endif

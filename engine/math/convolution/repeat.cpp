// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution/repeat.h"

#include "math/simd/dispatch.h"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/convolution/repeat.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

template <int times>
HWY_INLINE void RepeatFew(const float* from, std::int64_t count, float* to) {
    std::int64_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const D d;
    for (; i + lanes() <= count; i += lanes()) {
        const V x = hn::LoadU(d, from + i);
        if constexpr (times == 2) hn::StoreInterleaved2(x, x, d, to + i * times);
        if constexpr (times == 3) hn::StoreInterleaved3(x, x, x, d, to + i * times);
        if constexpr (times == 4) hn::StoreInterleaved4(x, x, x, x, d, to + i * times);
    }
#endif
    for (; i < count; ++i) {
        for (int k = 0; k < times; ++k) to[i * times + k] = from[i];
    }
}

HWY_ATTR void Repeat(const float* from, std::int64_t count, std::int64_t times, float* to) {
    if (times == 2) return RepeatFew<2>(from, count, to);
    if (times == 3) return RepeatFew<3>(from, count, to);
    if (times == 4) return RepeatFew<4>(from, count, to);
    const D d;
    // the last vector reaches into the next element's output, which is written after it
    for (std::int64_t i = 0; i < count; ++i) {
        const V x = hn::Set(d, from[i]);
        for (std::int64_t k = 0; k < times; k += lanes()) hn::StoreU(x, d, to + i * times + k);
    }
}

template <int times>
HWY_INLINE void SumFew(const float* from, std::int64_t count, float* to) {
    std::int64_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const D d;
    for (; i + lanes() <= count; i += lanes()) {
        V a, b, c, e;
        if constexpr (times == 2) hn::LoadInterleaved2(d, from + i * times, a, b);
        if constexpr (times == 3) hn::LoadInterleaved3(d, from + i * times, a, b, c);
        if constexpr (times == 4) hn::LoadInterleaved4(d, from + i * times, a, b, c, e);
        V sum = hn::Add(a, b);
        if constexpr (times > 2) sum = hn::Add(sum, c);
        if constexpr (times > 3) sum = hn::Add(sum, e);
        hn::StoreU(sum, d, to + i);
    }
#endif
    for (; i < count; ++i) {
        float sum = from[i * times];
        for (int k = 1; k < times; ++k) sum += from[i * times + k];
        to[i] = sum;
    }
}

/// Sums by the factors of `times`: fours, threes and twos in vectors and in place, the rest in plain loops.
HWY_ATTR void RepeatBackward(float* gradient, std::int64_t count, std::int64_t times, float* to) {
    std::int64_t left = times;
    const auto target = [&](std::int64_t factor) { return left == factor ? to : gradient; };
    for (; left % 4 == 0; left /= 4) SumFew<4>(gradient, count * left / 4, target(4));
    for (; left % 3 == 0; left /= 3) SumFew<3>(gradient, count * left / 3, target(3));
    for (; left % 2 == 0; left /= 2) SumFew<2>(gradient, count * left / 2, target(2));
    if (left == 1) return;
    for (std::int64_t i = 0; i < count; ++i) {
        float sum = gradient[i * left];
        for (std::int64_t k = 1; k < left; ++k) sum += gradient[i * left + k];
        to[i] = sum;
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(Repeat);
void repeat(const float* from, std::int64_t count, std::int64_t times, float* to) {
    HWY_DYNAMIC_DISPATCH(Repeat)(from, count, times, to);
}

HWY_EXPORT(RepeatBackward);
void repeat_backward(float* gradient, std::int64_t count, std::int64_t times, float* to) {
    HWY_DYNAMIC_DISPATCH(RepeatBackward)(gradient, count, times, to);
}

}  // namespace glassnet
#endif

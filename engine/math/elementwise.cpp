// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/elementwise.h"

#include "math/dispatch.h"
#include "math/elementwise_reference.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/elementwise.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/columns-inl.h"
#include "math/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

/// Elements that fill whole vectors; the rest is left to the plain loops.
HWY_INLINE std::int64_t whole(std::int64_t count) { return count / lanes() * lanes(); }

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

HWY_ATTR void ApplySlopes(const float* from, const float* slopes, std::int64_t rows, std::int64_t columns,
                          float* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += columns, to += columns) {
        ForColumns(columns, [=](auto d, std::int64_t c) HWY_ATTR {
            const auto x = hn::LoadU(d, from + c);
            hn::StoreU(hn::IfThenElse(hn::Gt(x, hn::Zero(d)), x, hn::Mul(hn::LoadU(d, slopes + c), x)), d,
                       to + c);
        });
    }
}

HWY_ATTR void ApplySlopesBackward(const float* gradient, const float* from, const float* slopes,
                                  std::int64_t rows, std::int64_t columns, float* slope_gradients,
                                  float* to) {
    for (std::int64_t first = 0; first < rows; first += sum_block) {
        const std::int64_t start = first * columns, end = HWY_MIN(rows, first + sum_block) * columns;
        ForColumns(columns, [=](auto d, std::int64_t c) HWY_ATTR {
            const auto slope = hn::LoadU(d, slopes + c);
            auto block = hn::Zero(d);
            for (std::int64_t at = start + c; at < end; at += columns) {
                const auto x = hn::LoadU(d, from + at), g = hn::LoadU(d, gradient + at);
                const auto passes = hn::Gt(x, hn::Zero(d));
                block = hn::Add(block, hn::IfThenZeroElse(passes, hn::Mul(g, x)));
                if (to) hn::StoreU(hn::IfThenElse(passes, g, hn::Mul(g, slope)), d, to + at);
            }
            if (slope_gradients)
                hn::StoreU(hn::Add(hn::LoadU(d, slope_gradients + c), block), d, slope_gradients + c);
        });
    }
}

HWY_ATTR void AddColumnSums(const float* values, std::int64_t rows, std::int64_t columns, float* sums) {
    const D d;
    const std::int64_t n = lanes();
    std::int64_t c = 0;
    for (; c + n <= columns; c += n) {
        V sum = hn::LoadU(d, sums + c);
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            V block = hn::Zero(d);
            for (std::int64_t row = first; row < HWY_MIN(rows, first + sum_block); ++row)
                block = hn::Add(block, hn::LoadU(d, values + row * columns + c));
            sum = hn::Add(sum, block);
        }
        hn::StoreU(sum, d, sums + c);
    }
    for (; c < columns; ++c) {
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            float block = 0;
            for (std::int64_t row = first; row < HWY_MIN(rows, first + sum_block); ++row)
                block += values[row * columns + c];
            sums[c] += block;
        }
    }
}

/// Without its sign a number's pattern orders like the number, NaN above infinity.
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

HWY_ATTR void Adam(float* weights, const float* gradients, float* m, float* v, std::int64_t count,
                   const AdamStep<float>& step) {
    const D d;
    const V rate = hn::Set(d, step.rate);
    const V keep_1 = hn::Set(d, step.one_minus_beta_1);
    const V keep_2 = hn::Set(d, step.one_minus_beta_2);
    const V epsilon = hn::Set(d, step.epsilon);
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes()) {
        const V g = hn::LoadU(d, gradients + i);
        const V old_m = hn::LoadU(d, m + i);
        const V old_v = hn::LoadU(d, v + i);
        const V new_m = hn::MulAdd(hn::Sub(g, old_m), keep_1, old_m);
        const V new_v = hn::MulAdd(hn::MulSub(g, g, old_v), keep_2, old_v);
        hn::StoreU(new_m, d, m + i);
        hn::StoreU(new_v, d, v + i);
        const V move = hn::Div(hn::Mul(rate, new_m), hn::Add(hn::Sqrt(new_v), epsilon));
        hn::StoreU(hn::Sub(hn::LoadU(d, weights + i), move), d, weights + i);
    }
    reference::adam(weights + end, gradients + end, m + end, v + end, count - end, step);
}

HWY_ATTR void Momentum(float* weights, const float* gradients, float* velocity, std::int64_t count,
                       const MomentumStep<float>& step) {
    const D d;
    const V rate = hn::Set(d, step.rate);
    const V share = hn::Set(d, step.momentum);
    const std::int64_t end = whole(count);
    for (std::int64_t i = 0; i < end; i += lanes()) {
        const V move = hn::Mul(rate, hn::LoadU(d, gradients + i));
        const V speed = hn::MulSub(share, hn::LoadU(d, velocity + i), move);
        hn::StoreU(speed, d, velocity + i);
        const V change = step.nesterov ? hn::MulSub(share, speed, move) : speed;
        hn::StoreU(hn::Add(hn::LoadU(d, weights + i), change), d, weights + i);
    }
    reference::momentum(weights + end, gradients + end, velocity + end, count - end, step);
}

HWY_ATTR void MaximumOf(const float* const* from, std::int64_t window, std::int64_t channels, float* to) {
    const D d;
    std::int64_t c = 0;
    for (; c + lanes() <= channels; c += lanes()) {
        V largest = hn::LoadU(d, from[0] + c);
        for (std::int64_t w = 1; w < window; ++w) {
            const V x = hn::LoadU(d, from[w] + c);
            const V larger = hn::IfThenElse(hn::Le(x, largest), largest, x);  // false for NaN in x: x wins
            largest = hn::IfThenElse(hn::Eq(largest, largest), larger, largest);
        }
        hn::StoreU(largest, d, to + c);
    }
    for (; c < channels; ++c) {
        float largest = from[0][c];
        for (std::int64_t w = 1; w < window; ++w) {
            const float x = from[w][c];
            if (x > largest || x != x) largest = x;
        }
        to[c] = largest;
    }
}

HWY_ATTR void MaximumBackward(const float* const* from, float* const* to, std::int64_t window,
                              std::int64_t channels, const float* output, const float* gradient) {
    const D d;
    std::int64_t c = 0;
    for (; c + lanes() <= channels; c += lanes()) {
        const V y = hn::LoadU(d, output + c);
        V left = hn::LoadU(d, gradient + c);  // becomes zero once it is given away
        for (std::int64_t w = 0; w < window; ++w) {
            const auto is_largest = hn::Eq(hn::LoadU(d, from[w] + c), y);
            hn::StoreU(hn::Add(hn::LoadU(d, to[w] + c), hn::IfThenElseZero(is_largest, left)), d, to[w] + c);
            left = hn::IfThenZeroElse(is_largest, left);
        }
    }
    for (; c < channels; ++c) {
        for (std::int64_t w = 0; w < window; ++w) {
            if (from[w][c] != output[c]) continue;
            to[w][c] += gradient[c];
            break;
        }
    }
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

HWY_EXPORT(ApplySlopes);
template <class T>
void apply_slopes(const T* from, const T* slopes, std::int64_t rows, std::int64_t columns, T* to) {
    GLASSNET_DISPATCH(T, ApplySlopes, reference::apply_slopes)(from, slopes, rows, columns, to);
}
GLASSNET_INSTANTIATE(apply_slopes);

HWY_EXPORT(ApplySlopesBackward);
template <class T>
void apply_slopes_backward(const T* gradient, const T* from, const T* slopes, std::int64_t rows,
                           std::int64_t columns, T* slope_gradients, T* to) {
    GLASSNET_DISPATCH(T, ApplySlopesBackward, reference::apply_slopes_backward)
    (gradient, from, slopes, rows, columns, slope_gradients, to);
}
GLASSNET_INSTANTIATE(apply_slopes_backward);

HWY_EXPORT(AddColumnSums);
template <class T>
void add_column_sums(const T* values, std::int64_t rows, std::int64_t columns, T* sums) {
    GLASSNET_DISPATCH(T, AddColumnSums, reference::add_column_sums)(values, rows, columns, sums);
}
GLASSNET_INSTANTIATE(add_column_sums);

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

HWY_EXPORT(Adam);
template <class T>
void adam(T* weights, const T* gradients, T* m, T* v, std::int64_t count, const AdamStep<T>& step) {
    GLASSNET_DISPATCH(T, Adam, reference::adam)(weights, gradients, m, v, count, step);
}
GLASSNET_INSTANTIATE(adam);

HWY_EXPORT(Momentum);
template <class T>
void momentum(T* weights, const T* gradients, T* velocity, std::int64_t count, const MomentumStep<T>& step) {
    GLASSNET_DISPATCH(T, Momentum, reference::momentum)(weights, gradients, velocity, count, step);
}
GLASSNET_INSTANTIATE(momentum);

HWY_EXPORT(MaximumOf);
template <class T>
void maximum_of(const T* const* from, std::int64_t window, std::int64_t channels, T* to) {
    GLASSNET_DISPATCH(T, MaximumOf, reference::maximum_of)(from, window, channels, to);
}
GLASSNET_INSTANTIATE(maximum_of);

HWY_EXPORT(MaximumBackward);
template <class T>
void maximum_backward(const T* const* from, T* const* to, std::int64_t window, std::int64_t channels,
                      const T* output, const T* gradient) {
    GLASSNET_DISPATCH(T, MaximumBackward, reference::maximum_backward)
    (from, to, window, channels, output, gradient);
}
GLASSNET_INSTANTIATE(maximum_backward);

}  // namespace glassnet
#endif

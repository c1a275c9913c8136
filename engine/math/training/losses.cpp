// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/training/losses.h"

#include "math/simd/dispatch.h"
#include "math/training/losses_reference.h"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/training/losses.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"
#include "math/simd/exponentials-inl.h"
#include "math/simd/rows-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

constexpr std::int64_t block_size = 1024;  // values whose sum is one of floats

/// Returns Σ term(first element, elements left).
template <class Term>
HWY_INLINE double SumInBlocks(std::int64_t count, const Term& term) {
    double sum = 0;
    for (std::int64_t first = 0; first < count; first += block_size)
        sum += static_cast<double>(SumOverRow(HWY_MIN(block_size, count - first),
                                              [&, first](std::int64_t place, std::int64_t valid)
                                                  HWY_ATTR { return term(first + place, valid); }));
    return sum;
}

HWY_ATTR double SquaredError(const float* outputs, const float* targets, std::int64_t count, float scale,
                             float* gradient) {
    const V rise = hn::Set(D(), scale);
    return SumInBlocks(count, [=](std::int64_t i, std::int64_t valid) HWY_ATTR {
        const V distance = hn::Sub(LoadSome(outputs + i, valid), LoadSome(targets + i, valid));
        if (gradient) StoreSome(hn::Mul(distance, rise), gradient + i, valid);
        return hn::Mul(distance, distance);
    });
}

HWY_ATTR double SigmoidCrossentropy(float* logits, const float* targets, const LabelSmoothing& smoothing,
                                    std::int64_t count, float scale, float* gradient) {
    const V zero = hn::Zero(D()), one = Number(1), rise = hn::Set(D(), scale), keep = Number(smoothing.keep),
            add = Number(smoothing.add);
    return SumInBlocks(count, [=](std::int64_t i, std::int64_t valid) HWY_ATTR {
        const V x = LoadSome(logits + i, valid), t = hn::MulAdd(LoadSome(targets + i, valid), keep, add);
        const V raised = ExpOf(hn::Neg(hn::Abs(x))), other = hn::Sub(one, t);
        const Logistic p = LogisticFrom(x, raised);
        StoreSome(p.value, logits + i, valid);
        // p − t and the loss without cancellation
        if (gradient)
            StoreSome(hn::Mul(hn::MulSub(p.value, other, hn::Mul(p.rest, t)), rise), gradient + i, valid);
        const V wrong = hn::MulAdd(other, hn::Max(x, zero), hn::Mul(t, hn::Max(hn::Neg(x), zero)));
        return KeepNaN(x, hn::Add(wrong, hn::Log1p(D(), raised)));
    });
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(SquaredError);
template <class T>
double squared_error(const T* outputs, const T* targets, std::int64_t count, T scale, T* gradient) {
    return GLASSNET_DISPATCH(T, SquaredError, reference::squared_error)(outputs, targets, count, scale,
                                                                        gradient);
}
GLASSNET_INSTANTIATE(squared_error);

HWY_EXPORT(SigmoidCrossentropy);
template <class T>
double sigmoid_crossentropy(T* logits, const T* targets, const LabelSmoothing& smoothing, std::int64_t count,
                            T scale, T* gradient) {
    return GLASSNET_DISPATCH(T, SigmoidCrossentropy, reference::sigmoid_crossentropy)(
        logits, targets, smoothing, count, scale, gradient);
}
GLASSNET_INSTANTIATE(sigmoid_crossentropy);

}  // namespace glassnet
#endif

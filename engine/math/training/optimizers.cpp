// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/training/optimizers.h"

#include "math/simd/dispatch.h"
#include "math/training/optimizers_reference.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/training/optimizers.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

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

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

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

}  // namespace glassnet
#endif

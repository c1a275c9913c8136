// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/peak.h"

#include "math/simd/dispatch.h"

#include <algorithm>
#include <atomic>
#include <chrono>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/peak.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Each chain converges to 1: no number grows, or becomes so small (denormal) that the processor slows down.
HWY_ATTR std::int64_t MultiplyAddInRegisters(std::int64_t rounds) {
    // two results a cycle, each after four or five; with the factors they fit into 16 registers
    constexpr int chains = 12;
    const hn::ScalableTag<float> d;
    using V = hn::Vec<decltype(d)>;
    const V factor = hn::Set(d, 0.5F), summand = hn::Set(d, 0.5F);
    V values[chains];
    float start = 0;
    // a compiler would join chains that are the same
    for (V& value : values) value = hn::Set(d, start += 0.01F);
    for (std::int64_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 12
        for (V& value : values) value = hn::MulAdd(value, factor, summand);
    }
    V sum = hn::Zero(d);
    for (const V& value : values) sum = hn::Add(sum, value);
    // The compiler would leave out what is not used. A sum of chains is never negative.
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    return hn::GetLane(sum) < 0 ? 0 : rounds * chains * lanes;
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(MultiplyAddInRegisters);
std::int64_t multiply_add_in_registers(std::int64_t rounds) {
    return HWY_DYNAMIC_DISPATCH(MultiplyAddInRegisters)(rounds);
}

namespace {

using Clock = std::chrono::steady_clock;

/// Runs each thread until the same moment, so that a late one leaves no work to the others.
double rate(ThreadPool& pool, std::chrono::milliseconds time) {
    constexpr std::int64_t rounds = 10'000;  // some ten microseconds
    std::atomic<std::int64_t> done{0};
    const auto start = Clock::now();
    pool.run(pool.threads(), [&](int, int) {
        std::int64_t own = 0;
        while (Clock::now() < start + time) own += multiply_add_in_registers(rounds);
        done.fetch_add(own, std::memory_order_relaxed);
    });
    return 2 * static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

double measured_peak(ThreadPool& pool) {
    double best = 0;
    for (int attempt = 0; attempt < 5; ++attempt)
        best = std::max(best, rate(pool, std::chrono::milliseconds(4)));
    return best;
}

}  // namespace glassnet
#endif

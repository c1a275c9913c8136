// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/peak.h"

#include "math/peak_simd.h"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace glassnet {

namespace {

using Clock = std::chrono::steady_clock;

/// Each thread until the same moment: one that comes late leaves nothing to the others.
double rate(ThreadPool& pool, std::chrono::milliseconds time) {
    constexpr std::int64_t rounds = 10'000;  // some ten microseconds
    std::atomic<std::int64_t> done{0};
    const auto start = Clock::now();
    pool.run(pool.threads(), [&](int, int) {
        std::int64_t own = 0;
        while (Clock::now() < start + time) own += simd::multiply_add_in_registers(rounds);
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

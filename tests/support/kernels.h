// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "math/instruction_sets.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

/// What tests of kernels share: random numbers, errors, and runs on each instruction set of this machine.
namespace glassnet::kernels {

using Values = std::vector<float>;

/// A shape's sides and what else a test draws.
class Draw {
public:
    explicit Draw(std::uint32_t stream) : random_(7, Random::Purpose::generated_data, 0, 0, stream) {}

    std::int64_t size(std::int64_t minimum, std::int64_t maximum) {
        return minimum + random_.below(static_cast<std::uint32_t>(maximum - minimum + 1));
    }
    bool coin() { return random_.below(2) == 0; }
    Values values(std::int64_t count) {
        Values result(static_cast<std::size_t>(count));
        for (float& each : result) each = random_.normal();
        return result;
    }

private:
    Random random_;
};

inline std::vector<double> in_double(const Values& values) { return {values.begin(), values.end()}; }

/// The largest difference as a share of the largest expected value; infinite where one of them alone is no
/// number.
inline double error(const Values& found, const std::vector<double>& expected) {
    double difference = 0, largest = 1e-30;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (std::isnan(found[i]) != std::isnan(expected[i])) return std::numeric_limits<double>::infinity();
        if (std::isnan(expected[i])) continue;
        difference = std::max(difference, std::abs(static_cast<double>(found[i]) - expected[i]));
        largest = std::max(largest, std::abs(expected[i]));
    }
    return difference / largest;
}

inline bool same_bits(const Values& a, const Values& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// action(name) with the kernels of each instruction set of this machine.
template <class Action>
void for_each_target(const Action& action) {
    for (const std::int64_t target : available_targets()) {
        use_target(target);
        action(target_name(target));
    }
    use_all_targets();
}

/// Of `count` values, `step` apart.
inline bool all_nan(const float* values, std::int64_t count, std::int64_t step = 1) {
    for (std::int64_t i = 0; i < count; ++i)
        if (!std::isnan(values[i * step])) return false;
    return true;
}

/// The worst error of run() over the instruction sets; infinite where those with fused multiply-adds differ
/// in a bit.
template <class Run>
double worst_error(const std::vector<double>& expected, const Run& run) {
    double worst = 0;
    Values first;
    for (const std::int64_t target : available_targets()) {
        use_target(target);
        const Values found = run();
        worst = std::max(worst, found.size() == expected.size() ? error(found, expected)
                                                                : std::numeric_limits<double>::infinity());
        if (!has_fused_multiply_add(target)) continue;
        if (first.empty()) first = found;
        if (!same_bits(first, found)) worst = std::numeric_limits<double>::infinity();
    }
    use_all_targets();
    return worst;
}

}  // namespace glassnet::kernels

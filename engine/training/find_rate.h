// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/task.h"

#include <functional>
#include <optional>
#include <vector>

namespace glassnet {

struct RateTestOptions {
    double low = 1e-6, high = 1;
    int steps = 100;
    std::function<bool()> cancelled;  // called between steps; may be empty
};

/// One step of the test.
struct RatePoint {
    double rate = 0;
    double loss = 0;      // of this batch
    double smoothed = 0;  // running mean, corrected for the bias of its start
};

struct RateTest {
    std::vector<RatePoint> points;
    bool diverged = false;           // ended before the highest rate: the loss had diverged
    std::optional<double> proposal;  // where the loss falls fastest; nothing where it never falls
};

/// Runs a learning-rate range test (Smith 2017): trains from the initial weights with a rate that rises
/// geometrically from `low` to `high`, and proposes the rate at which the smoothed loss falls fastest over a
/// step of log(rate). The task's schedule is not used, nothing is kept. Throws Error as Learner does.
[[nodiscard]] RateTest find_rate(TrainingTask task, const RateTestOptions& options);

}  // namespace glassnet

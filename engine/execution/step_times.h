// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace glassnet {

/// Where the time of training steps goes: seconds, added up over all measured steps. The layers of one region
/// take turns on every thread; the region's time is divided among them in proportion to the threads' time. So
/// parts add up to the whole, and nothing runs differently from an unmeasured step.
class StepTimes {
public:
    StepTimes(std::size_t steps, int threads);

    std::vector<double> forward, backward;  // of each step of the plan
    double packing = 0;                     // Executor::prepare
    double loss = 0;                        // Executor::compute_loss
    double gradient_sums = 0;               // of the shards, and the penalties' share
    double check = 0;                       // for numbers that are not finite
    double optimizer = 0;
    double whole = 0;  // the above, and the little time between

    /// Adds the time that one worker has worked for one step.
    void add(int worker, int step, double seconds) {
        spent_[static_cast<std::size_t>(worker)][static_cast<std::size_t>(step)] += seconds;
    }
    /// Ends a region that took so long, and divides its time. `to`: forward or backward.
    void share(double seconds, std::vector<double>& to);
    void add(const StepTimes& other);
    /// Turns sums of so many steps into means.
    void divide_by(int count);

private:
    std::vector<std::vector<double>> spent_;  // in this region: by worker, then by step
};

class Stopwatch {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(Clock::now() - start_).count();
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_ = Clock::now();
};

/// Adds the time of its life to one of the sums; does nothing where nothing is measured.
class TimedPart {
public:
    TimedPart(StepTimes* times, double StepTimes::*part) : sum_(times ? &(times->*part) : nullptr) {}
    ~TimedPart() {
        if (sum_) *sum_ += watch_.seconds();
    }
    TimedPart(const TimedPart&) = delete;
    TimedPart& operator=(const TimedPart&) = delete;

private:
    double* sum_;
    Stopwatch watch_;
};

}  // namespace glassnet

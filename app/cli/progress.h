// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/report.h"
#include "training/history.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace glassnet::cli {

/// The line that moves while a training runs: epoch, bar, loss, accuracy, images/s, time left. Where the output is no terminal, one line an
/// epoch; with --json, one object an epoch.
class Progress {
public:
    Progress(const Report& report, const History& history, std::int64_t steps_per_epoch, int epochs, std::int64_t samples);

    /// After each step.
    void show(std::int64_t step);
    /// Leaves the line.
    void end();

private:
    void show_finished_epochs();
    [[nodiscard]] std::string line(std::int64_t step, double seconds) const;
    void clear_line();

    const Report& report_;
    const History& history_;
    std::int64_t steps_per_epoch_;
    int epochs_;
    std::int64_t samples_;
    bool terminal_;
    bool line_shown_ = false;
    std::int64_t first_step_ = -1;
    std::size_t epochs_shown_ = 0;
    std::size_t batches_read_ = 0;
    double loss_ = 0, accuracy_ = -1;  // smoothed over batches
    std::chrono::steady_clock::time_point start_, shown_;
};

}  // namespace glassnet::cli

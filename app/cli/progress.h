// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/report.h"
#include "data/load_rate.h"
#include "training/history.h"
#include "training/learner.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace glassnet::cli {

/// The line that is updated while data is loaded, in a terminal: how many files or megabytes of how many, how
/// many a second, time left.
class LoadingProgress {
public:
    explicit LoadingProgress(const Report& report);
    ~LoadingProgress() { end(); }
    LoadingProgress(const LoadingProgress&) = delete;
    LoadingProgress& operator=(const LoadingProgress&) = delete;

    /// Returns what loading tells its progress to, as long as this lives.
    [[nodiscard]] LoadWatch watch();
    /// Takes the line away.
    void end();

private:
    void show();

    bool terminal_;
    bool line_shown_ = false;
    LoadRate rate_;
    std::chrono::steady_clock::time_point shown_;
};

/// The line that is updated while a training runs: epoch, bar, loss, accuracy, images/s, time left. Where the
/// output is no terminal, one line per epoch; with --json, one object per epoch.
class Progress {
public:
    Progress(const Report& report, const History& history, const Learner& learner);

    /// Updates the line; called after each step.
    void show();
    /// Ends the line and leaves it visible.
    void end();

private:
    void show_finished_epochs();
    [[nodiscard]] std::string line(double seconds) const;
    void clear_line();

    const Report& report_;
    const History& history_;
    const Learner& learner_;
    bool terminal_;
    bool line_shown_ = false;
    std::int64_t first_step_ = -1;
    double first_epochs_ = 0;
    std::size_t epochs_shown_ = 0;
    std::size_t batches_read_ = 0;
    double loss_ = 0;  // smoothed over batches, as the accuracy
    std::optional<double> accuracy_{};
    std::chrono::steady_clock::time_point start_, shown_;
};

}  // namespace glassnet::cli

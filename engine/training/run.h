// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/learner.h"
#include "training/run_store.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace glassnet {

/// A training under way: batch after batch, which states are kept, when it stops and why. The window's
/// trainer and the terminal use the same. Used by one thread. Nothing throws: failures of a batch or the
/// store are among the problems.
class Run {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Continues from the learner's state. Both must outlive the run. `now` is the clock of the time limit.
    Run(Learner& learner, RunStore& store, std::function<Time()> now = std::chrono::steady_clock::now)
        : learner_(learner), store_(store), now_(std::move(now)) {}

    /// Sets the seconds of training without a rest, instead of the settings' max_seconds; 0: as the settings
    /// say.
    void limit_seconds(double seconds) { most_seconds_ = seconds; }
    enum class Begin { anew, after_pause };
    /// Begins a training, or continues it after a pause, which does not extend its time. Called before the
    /// first advance() and after each rest().
    void begin(Begin begin);

    enum class Until { end, epoch, batch };
    enum class After {
        batch,     // the training continues; its state was offered to the store where that was due
        not_kept,  // the same, but the store has refused it
        wanted,    // as far as was wanted; the state is kept, as in the rest of these
        time_is_up,
        finished,  // all epochs, or its stopping rule has ended it
        failed     // with the weights as they were before, where these are good
    };
    /// Trains one batch and does what follows from it.
    After advance(Until until = Until::end);

    /// Lets the training rest; with a reason it has ended.
    void rest(const std::string& stop_reason = {});
    /// Notes that the learner has other settings; a training under way continues with them, and no kill may
    /// undo that.
    void settings_changed();
    /// Tells whether the current state was kept by rest(), or is the one that the run began with.
    [[nodiscard]] bool is_kept() const { return kept_step_ == learner_.step_number(); }

    /// Returns why the run has ended; empty while it is under way or pauses.
    [[nodiscard]] const std::string& stop_reason() const { return stop_reason_; }
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

private:
    [[nodiscard]] std::shared_ptr<const Checkpoint> state() const;
    [[nodiscard]] double most_seconds() const {
        return most_seconds_ > 0 ? most_seconds_ : learner_.settings().max_seconds;
    }
    [[nodiscard]] bool time_is_up() const;
    [[nodiscard]] bool state_is_due() const;
    /// Calls `work` with the store; returns false where that threw.
    template <class Work>
    bool with_store(Work work);
    After fail(const Error& error);

    Learner& learner_;
    RunStore& store_;
    std::function<Time()> now_;
    double most_seconds_ = 0;
    std::string stop_reason_;
    std::vector<Problem> problems_;
    std::int64_t kept_step_ = learner_.step_number();
    bool running_ = false;
    Time running_since_;
    Time::duration used_{};  // before running_since_
};

}  // namespace glassnet

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
/// trainer and the terminal drive the same. One thread uses it. Nothing throws: what a batch or the store
/// could not do is among the problems.
class Run {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Goes on from where the learner stands. Both must outlive the run. `now` is the clock of the time
    /// limit.
    Run(Learner& learner, RunStore& store, std::function<Time()> now = std::chrono::steady_clock::now)
        : learner_(learner), store_(store), now_(std::move(now)) {}

    /// Seconds at a stretch instead of the settings' max_seconds; 0: as the settings say.
    void limit_seconds(double seconds) { most_seconds_ = seconds; }
    /// Before the first advance() and after each rest(): a training begins, or goes on after a pause, which
    /// does not lengthen its time.
    enum class Begin { anew, after_pause };
    void begin(Begin begin);

    enum class Until { end, epoch, batch };
    enum class After {
        batch,     // the training goes on; its state was offered to the store where that was due
        not_kept,  // the same, but the store has refused it
        wanted,    // as far as it was to go; the state is kept, as in the rest of these
        time_is_up,
        finished,  // all epochs, or its way to stop has ended it
        failed     // with the weights as they were before, where these are good
    };
    /// Trains one batch and sees to what follows from it.
    After advance(Until until = Until::end);

    /// The training rests here; with a reason it has ended.
    void rest(const std::string& stop_reason = {});
    /// The learner has other settings now; a training under way goes on by them, and no kill shall undo that.
    void settings_changed();
    /// Whether the state of now was kept by rest(), or is the one that the run began with.
    [[nodiscard]] bool is_kept() const { return kept_step_ == learner_.step_number(); }

    /// Why it has ended; empty while it goes on or pauses.
    [[nodiscard]] const std::string& stop_reason() const { return stop_reason_; }
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

private:
    [[nodiscard]] std::shared_ptr<const Checkpoint> state() const;
    [[nodiscard]] double most_seconds() const {
        return most_seconds_ > 0 ? most_seconds_ : learner_.settings().max_seconds;
    }
    [[nodiscard]] bool time_is_up() const;
    [[nodiscard]] bool state_is_due() const;
    /// Does it with the store; false where that threw.
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "files/run_folder.h"
#include "training/run_store.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>

namespace glassnet {

/// The store on the disk: writes the states of a run into its folder on a thread of its own, while the
/// training continues with the next batch: at the end of each epoch as long as all the writing takes no more
/// than a second plus a twentieth of the time, and at least once a minute whatever it takes. So a kill loses
/// at most a minute; at most one epoch where an epoch is worth its writing. One thread owns it.
class RunSaver final : public RunStore {
public:
    explicit RunSaver(RunFolder folder);
    /// Waits for the write under way.
    ~RunSaver() override;
    RunSaver(const RunSaver&) = delete;
    RunSaver& operator=(const RunSaver&) = delete;

    /// Tells whether the current state would be written, or an error waits to be reported.
    [[nodiscard]] bool wants_state(Now now) const override;
    /// Writes the state that a run begins with, so that one which dies in its first epoch can be resumed too.
    /// Throws Error.
    void begin(const Checkpoint& state) { write(state, RunFolder::Rest::no); }
    /// Takes a state and writes it if one is wanted, together with that of the best epoch so far; waits only
    /// for a write that is under way and worth its time. Throws the Error of an earlier write.
    void offer(const std::shared_ptr<const Checkpoint>& state) override;
    /// Writes a state at which the training rests, last.safetensors too, and returns when it is on the disk;
    /// before it, writes the one whose write has failed. Throws Error, after writing also that of an earlier
    /// write.
    void keep(const std::shared_ptr<const Checkpoint>& state) override;
    void finish(const std::string& stop_reason) override;

    [[nodiscard]] const RunFolder& folder() const { return folder_; }

private:
    using Clock = std::chrono::steady_clock;
    void serve();
    /// Writes a state, and the best one that waits.
    void write(const Checkpoint& state, RunFolder::Rest rest);
    void wait_until_idle();
    void tell_failure();

    RunFolder folder_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::shared_ptr<const Checkpoint> waiting_;  // the saver's thread writes it next
    std::shared_ptr<const Checkpoint> best_;     // newer than best.safetensors
    // of the state on the disk: a new change is written at once
    std::vector<SettingsChange> written_changes_;
    bool writing_ = false, ending_ = false;
    std::exception_ptr failure_;
    std::shared_ptr<const Checkpoint> failed_;  // the state of that write, until it or a newer one is written
    const Clock::time_point born_ = Clock::now();
    Clock::time_point begun_ = born_;  // of the last write
    Clock::duration cost_{};           // of the last write
    Clock::duration spent_{};          // on all of them
    Thread thread_;                    // last: begins when all other members exist
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/run_saver.h"
#include "training/checkpoint.h"
#include "training/trainer.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

namespace glassnet::app {

/// Where a run of the window is written to, and what it began with.
struct RunPlace {
    std::filesystem::path runs;  // NAME.runs beside the project
    Project project;             // frozen, with a data source that holds from anywhere
    RunStart start;
};

/// Where the trainer's thread leaves the states worth keeping: the newest and the best in memory, and, once a
/// place is known, in a run folder. The disk's work is done by the saver's thread, or by the trainer's where
/// it rests, never by the UI's.
class RunShelf {
public:
    /// UI thread. The first place stays: a run does not move.
    void recordIn(RunPlace place);
    /// Trainer's thread. Throws Error if the disk refuses; the run then pauses and says so.
    void keep(const std::shared_ptr<const Checkpoint>& state, Trainer::Resting resting);
    /// Trainer's thread. Whether the disk needs a state although no epoch ends.
    [[nodiscard]] bool wantsState() const {
        return saver_ && saver_->wants_state(RunSaver::Now::within_epoch);
    }
    [[nodiscard]] std::shared_ptr<const Checkpoint> newest() const;
    /// The state at the end of the best epoch; nullptr where none has ended since this shelf was made.
    [[nodiscard]] std::shared_ptr<const Checkpoint> best() const;

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Checkpoint> newest_, best_;
    std::optional<RunPlace> place_;
    std::unique_ptr<RunSaver> saver_;  // the trainer's thread alone
};

}  // namespace glassnet::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/run_folder.h"
#include "training/checkpoint.h"
#include "training/stopping.h"

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

/// Where the trainer's thread leaves the states worth keeping: the newest in memory, and, once a place is known, all of them in a run
/// folder. Disk work happens on the trainer's thread, never on the UI's.
class RunShelf {
public:
    explicit RunShelf(const TrainingSettings& settings);
    /// UI thread. The first place stays: a run does not move.
    void recordIn(RunPlace place);
    /// Trainer's thread. Throws Error if the disk refuses; the run then pauses and says so.
    void keep(const Checkpoint& checkpoint);
    /// Begins with a state from elsewhere; nothing is written.
    void put(std::shared_ptr<const Checkpoint> checkpoint);

    [[nodiscard]] std::shared_ptr<const Checkpoint> newest() const;
    /// The state at the end of the best epoch; nullptr where none has ended since this shelf was made.
    [[nodiscard]] std::shared_ptr<const Checkpoint> best() const;
    /// The best state of the run that this one goes on with.
    void putBest(std::shared_ptr<const Checkpoint> checkpoint);

private:
    mutable std::mutex mutex_;
    std::unique_ptr<const Stopping> stopping_;  // judges epochs; nullptr where the settings are wrong, and nothing is trained
    std::shared_ptr<const Checkpoint> newest_, best_;
    std::optional<RunPlace> place_;
    std::optional<RunFolder> folder_;  // the trainer's thread alone
};

}  // namespace glassnet::app

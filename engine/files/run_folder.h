// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"
#include "data/step.h"
#include "plan/kernels.h"
#include "project/project.h"
#include "training/checkpoint.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace glassnet {

/// What a run began with, besides its project.
struct RunStart {
    std::string data_fingerprint;
    int threads = 1;
    std::chrono::system_clock::time_point time{};
    // Why weights may differ in their last bits between machines. Empty where an older program began the run.
    std::string instructions{};          // that the kernels were chosen for: "AVX3"
    std::vector<StepKernels> kernels{};  // of each step of the training
    std::string processor{}, build{};    // create fills them in
    // What the numbers of its network mean, so that nothing must be looked up in the data again. Empty where
    // an older program began the run.
    Shape sample_shape{};
    // Samples of the training, validation and test part; none where an older program began the run.
    std::vector<std::int64_t> sample_counts{};
    std::vector<std::string> input_names{};       // of a table's inputs, in their order
    std::map<std::string, double> input_means{};  // of its columns: what stands for unknown values
    std::optional<ValueRange> input_range{};      // of raw samples; none where an older program began the run
    std::optional<bool> decimal_comma{};          // of its numbers, where they have a mark
    // The data's own targets, then more_targets; of their facts only what they are, not what was found in
    // them.
    std::vector<TargetSummary> targets{};

    /// Fills in what the numbers mean.
    void take_meaning(const DatasetSummary& data);
};

/// What a run was resumed with from a step on, where it differs from before. go_on fills in processor and
/// build.
struct LaterKernels {
    std::int64_t step = 0;
    std::string instructions;
    std::vector<StepKernels> kernels;
    std::string processor{}, build{};
};

/// A run on the disk: run.json (the frozen project and all it depended on), history.csv, the newest
/// checkpoints, and the weights of the best and of the last epoch. Each file appears whole or not at all. Not
/// thread-safe: one thread writes a run. All functions throw Error.
class RunFolder {
public:
    /// Creates a new folder `runs`/YYYY-MM-DD-N with run.json in it.
    [[nodiscard]] static RunFolder create(const std::filesystem::path& runs, const Project& project,
                                          const RunStart& start);
    /// Opens an existing folder for reading; nothing in it is changed.
    [[nodiscard]] static RunFolder open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] const Project& project() const { return project_; }
    [[nodiscard]] const RunStart& start() const { return start_; }
    /// Locks the folder and removes what a crash may have left behind; called once, before a run that was
    /// opened is written to. Throws Error (file.folder_busy) where another program is writing. A run that was
    /// created is locked already.
    void begin_writing();
    /// Removes the folder of a run that could not begin.
    void remove();
    /// Returns why the run stopped; empty while it is under way, and after a crash.
    [[nodiscard]] const std::string& stop_reason() const { return stop_reason_; }
    /// Returns the completed epochs, from history.csv; none before the first.
    [[nodiscard]] std::vector<EpochRecord> history() const;

    enum class Rest { no, yes };
    /// Writes history.csv and the checkpoint; run.json where the state has adopted other settings;
    /// best.safetensors too when the epoch that has just ended is the best one so far, or from `best`, where
    /// a better state than on the disk is given; last.safetensors where the training rests. The checkpoint
    /// comes last: if it is there, the others are. Removes older checkpoints than the project keeps, and any
    /// of later steps, which a rewind left.
    void keep(const Checkpoint& checkpoint, const Checkpoint* best = nullptr, Rest rest = Rest::yes);
    /// Notes the kernels of a run that was opened for writing, before it is resumed, where they differ from
    /// before (another processor, another build).
    void go_on(LaterKernels now);
    [[nodiscard]] const std::vector<LaterKernels>& later() const { return later_; }
    /// Returns the settings that the run adopted on its way, as recorded in its newest state.
    [[nodiscard]] const std::vector<SettingsChange>& changes() const { return changes_; }
    /// Notes why the run stopped.
    void finish(const std::string& stop_reason);

    struct Newest {
        std::optional<Checkpoint> checkpoint;  // none: there is no good one
        std::vector<Problem> problems;         // a warning for each damaged one that was passed over
    };
    /// Returns the newest good checkpoint. Throws Error where there is none because the disk cannot be read.
    [[nodiscard]] Newest load_newest_checkpoint() const;

private:
    RunFolder(std::filesystem::path path, Project project, RunStart start);
    /// Makes and locks its folder.
    void take_new_folder(const std::filesystem::path& runs);
    void write_description() const;
    /// Notes other settings, and that a run which had stopped was resumed.
    void follow(const Checkpoint& checkpoint);
    /// Returns the files of checkpoints, oldest first; the error is set where the folder is there and cannot
    /// be read.
    [[nodiscard]] std::vector<std::filesystem::path> checkpoints(std::error_code& error) const;

    std::filesystem::path path_;
    Project project_;
    RunStart start_;
    std::vector<LaterKernels> later_;
    std::vector<SettingsChange> changes_;
    std::string stop_reason_;
    std::int64_t lost_samples_ = 0;           // training samples that could not be read on its way
    std::shared_ptr<const FolderLock> lock_;  // while this or a copy of it writes
    bool made_runs_ = false;                  // the folder of runs was not there before
};

/// Returns how a run in one of the folders of `runs` names the data that the project in `project_folder`
/// calls `source`: relative where the project does, so that both can be moved together; data that lies in the
/// program, or at an absolute path, stays as it is.
[[nodiscard]] std::string source_seen_from_run(const std::string& source,
                                               const std::filesystem::path& project_folder,
                                               const std::filesystem::path& runs);

/// Returns the folder for the runs of a project: "NAME.runs" beside NAME.glassnet.
[[nodiscard]] std::filesystem::path runs_folder(const std::filesystem::path& project_file);

/// Returns the folders of runs in there, oldest first; none if the folder does not exist.
[[nodiscard]] std::vector<std::filesystem::path> list_runs(const std::filesystem::path& runs);

}  // namespace glassnet

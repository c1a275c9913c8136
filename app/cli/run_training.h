// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/platform/signals.h"
#include "cli/commands.h"
#include "files/run_folder.h"
#include "training/learner.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace glassnet::cli {

/// The project's data; its remarks are reported.
[[nodiscard]] std::shared_ptr<const Dataset> load_data(const Project& project,
                                                       const std::filesystem::path& project_folder,
                                                       const Context& context);

/// A project, its data and the learner that stands between them. Does not move: the learner writes into the
/// history.
struct Training {
    /// Throws Error with every problem: nothing is on disk yet.
    Training(Project frozen, std::shared_ptr<const Dataset> data, int threads);
    Training(const Training&) = delete;
    Training& operator=(const Training&) = delete;

    Project project;
    std::shared_ptr<const Dataset> dataset;
    History history;
    Learner learner;
};

/// What the record of its run begins with: now, on this machine.
[[nodiscard]] RunStart start_of(const Training& training);

/// Trains until all epochs are done, the time is up or the user interrupts; writes checkpoints into the
/// folder and shows progress. Sets the context's exit code. Throws Error; the folder then holds the last good
/// checkpoint.
struct TrainingLimits {
    double seconds = 0;  // 0: none
};
void run_training(Context& context, Training& training, RunFolder& folder, TrainingLimits limits = {});

/// A run with the weights that it ended with (its best ones, else its last), and the data it learned from, to
/// be evaluated on it; `data` instead of the run's where that is not empty. Data that has changed since is
/// told; throws Error where its classes have.
[[nodiscard]] std::unique_ptr<Training> open_finished_run(const std::filesystem::path& path,
                                                          const std::string& data, int threads,
                                                          const Context& context);

/// The same run to be asked about samples of one's own: what its numbers mean stands in the run, no data is
/// loaded.
[[nodiscard]] std::unique_ptr<Training> open_answering_run(const std::filesystem::path& path, int threads,
                                                           const Context& context);

/// The data of a run that is gone on with or judged; `instead` names other data, seen from the working
/// folder.
[[nodiscard]] std::shared_ptr<const Dataset> load_data_of_run(const RunFolder& folder, Project& project,
                                                              const std::string& instead,
                                                              const Context& context);

/// While it lives, Ctrl-C and its kin ask for an orderly end instead of killing the program; the second time
/// they kill it.
class InterruptionWatch {
public:
    InterruptionWatch();

private:
    platform::EndRequests requests_;
};

/// Rows are true classes, columns predicted ones; ends with recall and precision. Footer: part and number of
/// samples.
[[nodiscard]] std::string confusion_table(const Dataset& dataset, const DataPart& part,
                                          const std::vector<int>& predicted, const std::string& part_name);

/// A curve of dots in a terminal, `height` lines of `width` cells, with the range at its side.
[[nodiscard]] std::string curve_text(const std::vector<double>& values, int width, int height);

}  // namespace glassnet::cli

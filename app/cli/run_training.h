// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.h"
#include "files/run_folder.h"
#include "training/learner.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace glassnet::cli {

/// What a training from the command line begins with. The project is frozen: its data source no longer depends on a folder.
struct TrainingRequest {
    Project project;
    std::shared_ptr<const Dataset> dataset;
    int threads = 0;
    double max_seconds = 0;  // 0: no limit
    std::optional<std::map<std::string, TensorValue>> initial_weights;
    std::optional<Checkpoint> start;
};

/// Trains until all epochs are done, the time is up or the user interrupts; writes checkpoints into the folder and shows progress. Sets the
/// context's exit code. Throws Error (the folder then holds the last good checkpoint).
void run_training(Context& context, const TrainingRequest& request, RunFolder& folder);

/// The project's data, and the project with a data source that holds from anywhere.
[[nodiscard]] std::shared_ptr<const Dataset> load_data(Project& project, const std::filesystem::path& project_folder,
                                                       const Context& context);

/// A learner with the weights that a run ended with (its best ones, else its last), for evaluation.
struct FinishedRun {
    Project project;
    std::shared_ptr<const Dataset> dataset;
    History history;
    std::unique_ptr<Learner> learner;
};
[[nodiscard]] std::unique_ptr<FinishedRun> open_finished_run(const std::filesystem::path& path, int threads, const Context& context);

/// Rows are true classes, columns predicted ones; ends with recall and precision. Footer: part and number of samples.
[[nodiscard]] std::string confusion_table(const Dataset& dataset, const DataPart& part, const std::vector<int>& predicted,
                                          const std::string& part_name);

/// counts[true][predicted]
[[nodiscard]] std::vector<std::vector<int>> confusion_counts(const Dataset& dataset, const DataPart& part,
                                                             const std::vector<int>& predicted);

/// A curve of dots in a terminal, `height` lines of `width` cells, with the range at its side.
[[nodiscard]] std::string curve_text(const std::vector<double>& values, int width, int height);

}  // namespace glassnet::cli

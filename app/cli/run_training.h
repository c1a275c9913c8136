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

/// Loads the project's data; its remarks are reported.
[[nodiscard]] std::shared_ptr<const Dataset> load_data(const Project& project,
                                                       const std::filesystem::path& project_folder,
                                                       const Context& context);

/// Reports what is to be known of data that were loaded: to people in one line, to programs all problems.
void report_data(const Dataset& dataset, const Context& context);

/// A project, its data and the learner that connects them. Does not move: the learner writes into the
/// history.
struct Training {
    /// Throws Error with every problem: nothing is on disk yet. The project's preprocessing is completed from
    /// the training part where it leaves settings open.
    Training(Project frozen, std::shared_ptr<const Dataset> data, int threads);
    Training(const Training&) = delete;
    Training& operator=(const Training&) = delete;

    Project project;
    std::shared_ptr<const Dataset> dataset;
    History history;
    Learner learner;
};

/// Returns what the record of its run begins with: now, on this machine.
[[nodiscard]] RunStart start_of(const Training& training);

struct TrainingLimits {
    double seconds = 0;  // 0: none
};
/// Trains until all epochs are done, the time is up or the user interrupts; writes checkpoints into the
/// folder and shows progress. Sets the context's exit code. Throws Error; the folder then holds the last good
/// checkpoint.
void run_training(Context& context, Training& training, RunFolder& folder, TrainingLimits limits = {});

/// Opens a run with the weights that it ended with (its best ones, otherwise its last), and the data it was
/// trained on, to be evaluated on it; `data` instead of the run's where that is not empty. Reports data that
/// has changed since; throws Error where its classes have.
[[nodiscard]] std::unique_ptr<Training> open_finished_run(const std::filesystem::path& path,
                                                          const std::string& data, int threads,
                                                          const Context& context);

/// Opens the same run for predictions on the user's own samples: the meaning of its numbers is in the run, no
/// data is loaded.
[[nodiscard]] std::unique_ptr<Training> open_run_for_inference(const std::filesystem::path& path, int threads,
                                                               const Context& context);

/// Loads the data of a run that is resumed or evaluated; `instead` names other data, relative to the working
/// folder.
[[nodiscard]] std::shared_ptr<const Dataset> load_data_of_run(const RunFolder& folder, Project& project,
                                                              const std::string& instead,
                                                              const Context& context);

/// While it lives, Ctrl-C and similar signals request an orderly end instead of killing the program; the
/// second one kills it.
class InterruptionWatch {
public:
    InterruptionWatch();

private:
    platform::EndRequests requests_;
};

/// Writes the confusion matrix as a table: rows are true classes, columns predicted ones; ends with recall
/// and precision. Footer: part and number of samples.
[[nodiscard]] std::string confusion_table(const Dataset& dataset, const DataPart& part,
                                          const std::vector<int>& predicted, const std::string& part_name);

/// Draws a curve of dots in a terminal, `height` lines of `width` cells, with the range at its side.
[[nodiscard]] std::string curve_text(const std::vector<double>& values, int width, int height);

}  // namespace glassnet::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/pipeline.h"
#include "learning/metric.h"
#include "learning/optimizer.h"
#include "learning/stopping.h"
#include "network/check.h"
#include "plan/plan.h"
#include "training/task.h"
#include "training/trained_outputs.h"

#include <memory>
#include <vector>

namespace glassnet {

/// A task that can be trained, with all that follows from it. Only its settings change, by change() and
/// take().
struct ReadyTask {
    /// Throws Error with all that is wrong with the task.
    explicit ReadyTask(const TrainingTask& from);

    TrainingTask task;  // its preprocessing with all that was taken from the training part
    Checked checked;
    std::vector<Problem> warnings;
    TrainedOutputs outputs;
    Pipeline pipeline;
    Shape input_shape;                   // of a sample as the network sees it
    std::vector<TargetSummary> targets;  // of each output
    std::unique_ptr<const Optimizer> optimizer;
    std::unique_ptr<const Stopping> stopping;
    // of each epoch: named by the settings or followed by something, accuracy left out
    std::vector<std::unique_ptr<const Metric>> metrics;
    std::vector<double> class_weights;  // empty: all classes count alike

    /// Changes the settings from now on. Throws Error (training.cannot_change, and all that is wrong with
    /// them) and changes nothing.
    void change(const TrainingSettings& settings);
    /// Changes to settings that were accepted before.
    void take(const TrainingSettings& settings);

    [[nodiscard]] const Dataset& data() const { return *task.dataset; }
    [[nodiscard]] const Loss& main_loss() const { return *outputs.all[outputs.main].loss; }
    /// Tells whether the main output tells classes apart.
    [[nodiscard]] bool has_classes() const { return targets[outputs.main].classes() > 0; }
    /// Tells whether those classes are the data's own.
    [[nodiscard]] bool tells_classes() const {
        return has_classes() && outputs.all[outputs.main].target == 0;
    }
    /// Returns how much one training sample counts in the loss.
    [[nodiscard]] double weight_of(std::int64_t sample) const;

    /// Returns how the network is compiled for training.
    [[nodiscard]] PlanOptions learning() const;
    /// Returns how it is compiled for inference on so many samples at once.
    [[nodiscard]] PlanOptions inference(int batch) const;
};

}  // namespace glassnet

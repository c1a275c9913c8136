// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/pipeline.h"
#include "learning/metric.h"
#include "learning/optimizer.h"
#include "learning/stopping.h"
#include "network/check.h"
#include "plan/plan.h"
#include "training/heads.h"
#include "training/task.h"

#include <memory>
#include <vector>

namespace glassnet {

/// A task that can be trained, with all that follows from it. Nothing in it changes but by change().
struct ReadyTask {
    /// Throws Error with all that is wrong with the task.
    explicit ReadyTask(const TrainingTask& from);

    TrainingTask task;
    Checked checked;
    std::vector<Problem> warnings;
    Heads heads;
    std::vector<TargetSummary> targets;  // of each head
    Pipeline pipeline;
    std::unique_ptr<const Optimizer> optimizer;
    std::unique_ptr<const Stopping> stopping;
    // of each epoch: that the settings name or something follows, accuracy left out
    std::vector<std::unique_ptr<const Metric>> metrics;
    std::vector<double> class_weights;  // empty: all classes count alike

    /// Other settings from now on. Throws Error (training.cannot_change, and all that is wrong with them) and
    /// changes nothing.
    void change(const TrainingSettings& settings);
    /// The same of settings that were accepted before.
    void take(const TrainingSettings& settings);

    [[nodiscard]] const Dataset& data() const { return *task.dataset; }
    [[nodiscard]] const Loss& main_loss() const { return *heads.all[heads.main].loss; }
    /// Whether the main end tells classes apart.
    [[nodiscard]] bool has_classes() const { return targets[heads.main].classes() > 0; }
    /// Whether those are the data's own.
    [[nodiscard]] bool tells_classes() const { return has_classes() && heads.all[heads.main].target == 0; }
    /// How much one training sample counts in the loss.
    [[nodiscard]] double weight_of(std::int64_t sample) const;

    /// How the network is compiled to learn, and to answer for so many samples at once.
    [[nodiscard]] PlanOptions learning() const;
    [[nodiscard]] PlanOptions answering(int batch) const;
};

}  // namespace glassnet

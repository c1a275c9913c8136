// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/ready_task.h"

#include "data/channel_statistics.h"
#include "learning/catalogue.h"
#include "training/check_training.h"
#include "training/plans.h"
#include "training/settings_change.h"
#include "training/training_kinds.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind cannot_change{
    "training.cannot_change", Severity::error,
    "The run cannot go on with these settings: it would learn or remember something else",
    "Change epochs, batch size, rate, schedule or stopping; begin a new run for anything else."};

/// Returns the warnings of a check. Throws Error where there are errors.
std::vector<Problem> warnings_of(const Checked& checked) {
    std::vector<Problem> errors, warnings;
    for (const Problem& problem : checked.problems) {
        if (problem.severity() == Severity::error) errors.push_back(problem);
        if (problem.severity() == Severity::warning) warnings.push_back(problem);
    }
    if (!checked.ready()) throw Error(std::move(errors));
    return warnings;
}

Checked check_all(const TrainingTask& task, MemoryCheck memory = MemoryCheck::with_a_plan) {
    Checked checked = check(task.network);
    check_training(checked, {.settings = task.settings,
                             .augmentation = task.augmentation,
                             .preprocessing = task.preprocessing,
                             .data = &task.dataset->summary,
                             .threads = task.threads,
                             .memory = memory});
    return checked;
}

/// Fits the steps that take numbers from the training part.
Pipeline fitted_pipeline(TrainingTask& task) {
    task.preprocessing = fitted_steps(task.preprocessing, *task.dataset, task.threads);
    std::vector<Problem> told_already;
    return {task.augmentation, task.preprocessing, told_already};
}

std::vector<std::unique_ptr<const Metric>> metrics_of(const ReadyTask& ready) {
    const TargetKind kind = ready.has_classes() ? TargetKind::class_number : TargetKind::values;
    std::vector<std::unique_ptr<const Metric>> metrics;
    const auto add = [&](std::unique_ptr<Metric> metric) {
        const bool known =
            std::ranges::any_of(metrics, [&](const auto& each) { return each->id() == metric->id(); });
        if (metric->target_kind() == kind && metric->id() != "accuracy" && !known)
            metrics.push_back(std::move(metric));
    };
    for (const KindSettings& chosen : ready.task.settings.metrics) {
        if (auto metric = kinds<Metric>().make_if_known(chosen)) add(std::move(metric));
    }
    for (const auto monitor :
         {std::optional(ready.stopping->watched()), ready.optimizer->schedule->watched()}) {
        if (const Metric* metric = monitor ? metric_of(*monitor) : nullptr) add(metric->clone());
    }
    return metrics;
}

std::vector<double> class_weights_of(const TrainingTask& task) {
    const Dataset& data = *task.dataset;
    std::vector<std::int64_t> counts(static_cast<std::size_t>(data.summary.classes()));
    for (std::int64_t sample = 0; !counts.empty() && sample < data.training.count; ++sample)
        ++counts[static_cast<std::size_t>(data.class_of(data.training, sample))];
    return make_class_weight(task.settings)->weights(counts);
}

}  // namespace

ReadyTask::ReadyTask(const TrainingTask& from)
    : task(from),
      checked(check_all(task)),
      warnings(warnings_of(checked)),
      outputs(make_outputs(checked, task.settings, &data().summary)),
      pipeline(fitted_pipeline(task)),
      input_shape(pipeline.output_shape(data().summary.sample_shape)),
      optimizer(make_optimizer(task.settings)),
      stopping(make_stopping(task.settings)),
      class_weights(class_weights_of(task)) {
    for (const TrainedOutput& output : outputs.all)
        targets.push_back(target_of(output, data().summary, input_shape));
    metrics = metrics_of(*this);
}

void ReadyTask::change(const TrainingSettings& settings) {
    if (!can_change(task.settings, settings)) throw Error(cannot_change, {}, {.setting = "training"});
    TrainingTask next = task;
    next.settings = settings;
    // What is in memory already is not needed once more.
    const bool as_large = takes_as_much_memory(task.settings, settings);
    std::vector<Problem> next_warnings =
        warnings_of(check_all(next, as_large ? MemoryCheck::left_out : MemoryCheck::with_a_plan));
    take(settings);
    warnings = std::move(next_warnings);
}

void ReadyTask::take(const TrainingSettings& settings) {
    auto next_optimizer = make_optimizer(settings);
    stopping = make_stopping(settings);
    optimizer = std::move(next_optimizer);
    task.settings = settings;
}

double ReadyTask::weight_of(std::int64_t sample) const {
    const DataPart& training = data().training;
    const double own = training.sample_weights.empty()
                           ? 1
                           : static_cast<double>(training.sample_weights[static_cast<std::size_t>(sample)]);
    return class_weights.empty()
               ? own
               : own * class_weights[static_cast<std::size_t>(data().class_of(training, sample))];
}

PlanOptions ReadyTask::learning() const {
    const int batch =
        static_cast<int>(std::min<std::int64_t>(task.settings.batch_size, data().training.count));
    return learning_plan(task.settings, *optimizer, batch, outputs.fused_activations());
}

PlanOptions ReadyTask::inference(int batch) const {
    return inference_plan(batch, outputs.fused_activations());
}

}  // namespace glassnet

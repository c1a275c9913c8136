// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/synthetic_steps.h"

#include "training/training_kinds.h"

#include <algorithm>

namespace glassnet::cli {

namespace {

constexpr ProblemKind not_finite{"bench.not_finite", Severity::error,
                                 "The training left all numbers at step {step}",
                                 "Lower the learning rate, or hold the weights with bench --still."};

std::unique_ptr<Optimizer> optimizer_of(const TrainingSettings& settings, SyntheticSteps::Weights weights) {
    auto made = make_optimizer(settings);
    if (weights == SyntheticSteps::Weights::move) return made;
    made->schedule = {};
    made->learning_rate = 0;
    return made;
}

}  // namespace

SyntheticSteps::SyntheticSteps(SyntheticTraining& synthetic, Weights weights)
    : training_(synthetic),
      optimization_(*optimizer_of(synthetic.project.training, weights), synthetic.plan, synthetic.pool),
      step_(synthetic.executor, optimization_, synthetic.weights) {
    optimization_.reset(synthetic.weights);
}

double SyntheticSteps::step() {
    // The schedule sees a run that does not end soon.
    const ScheduleState state{.step = number_, .steps = 1'000'000, .epochs = {}};
    const auto [end, batch] = step_.run(training_.plan.batch, 0, number_, state);
    ++number_;
    if (end != TrainingStep::End::done) throw Error(not_finite, {{"step", number_}});
    return batch.loss_sum / training_.plan.batch;
}

double median_of(std::vector<double> values) {
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace glassnet::cli

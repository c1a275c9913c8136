// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/synthetic_training.h"

#include "files/project_file.h"
#include "training/footprint.h"
#include "training/plans.h"
#include "training/training_kinds.h"

#include <numeric>

namespace glassnet::cli {

namespace {

PlanOptions options(const TrainingSettings& settings, const Heads& heads, int batch,
                    SyntheticTraining::Work work) {
    if (work == SyntheticTraining::Work::inference) return answering_plan(batch, heads.fused_activations());
    return learning_plan(settings, *make_optimizer(settings), batch, heads.fused_activations());
}

Checked ready(const Project& project) {
    Checked checked = check(project, nullptr);
    if (!checked.ready()) throw Error(checked.problems);
    return checked;
}

/// Told before any of it is taken.
const Plan& that_fits(const Plan& plan, const TrainingSettings& settings, int threads) {
    const std::int64_t memory =
        plan.gradients ? plan.trainable_elements * make_optimizer(settings)->memory_tensors() : 0;
    const auto lasting = static_cast<double>(plan.weight_elements + memory) * sizeof(float);
    if (auto problem = memory_problem(executor_bytes(plan, threads) + lasting))
        throw Error({std::move(*problem)});
    return plan;
}

}  // namespace

SyntheticTraining::SyntheticTraining(const std::string& file, int batch, int threads, Work work)
    : project(load_project(file)),
      checked(ready(project)),
      heads(make_heads(checked, project.training)),
      plan(compile(checked,
                   options(project.training, heads, batch > 0 ? batch : project.training.batch_size, work))),
      pool(threads),
      weights(
          initial_weights<float>(that_fits(plan, project.training, pool.threads()), project.training.seed)),
      executor(plan, weights, heads.objectives(), pool, project.training.seed) {
    fill(executor);
}

void SyntheticTraining::fill(Executor<float>& other) const {
    const Plan& its_plan = other.plan();
    std::iota(other.sample_numbers().begin(), other.sample_numbers().end(), 0U);
    for (std::size_t input = 0; input < its_plan.input_steps.size(); ++input) {
        const Slot& slot = its_plan.steps[static_cast<std::size_t>(its_plan.input_steps[input])].output;
        Random random(1, Random::Purpose::generated_data);
        for (std::int64_t i = 0; i < slot.elements; ++i) other.input(input)[i] = random.uniform();
    }
    for (std::size_t end = 0; end < heads.all.size(); ++end) {
        const std::int64_t outputs =
            its_plan.steps[static_cast<std::size_t>(its_plan.output_steps[end])].output_shape.elements();
        const bool values = heads.all[end].loss->target_kind() == TargetKind::values;
        other.set_target_elements(values ? outputs : 1, end);
        for (int sample = 0; !values && sample < its_plan.batch; ++sample)
            other.targets(end)[sample] = static_cast<float>(sample % outputs);
    }
}

}  // namespace glassnet::cli

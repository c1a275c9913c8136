// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/synthetic_training.h"

#include "files/project_file.h"
#include "training/footprint.h"
#include "training/plans.h"
#include "training/training_kinds.h"

#include <numeric>

namespace glassnet::cli {

namespace {

PlanOptions options(const TrainingSettings& settings, const TrainedOutputs& outputs, int batch,
                    SyntheticTraining::Work work) {
    if (work == SyntheticTraining::Work::inference) return inference_plan(batch, outputs.fused_activations());
    return learning_plan(settings, *make_optimizer(settings), batch, outputs.fused_activations());
}

Checked ready(const Project& project) {
    Checked checked = check(project, nullptr);
    if (!checked.ready()) throw Error(checked.problems);
    return checked;
}

/// Checks that the plan fits into memory, before any is allocated.
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
      outputs(make_outputs(checked, project.training)),
      plan(compile(checked, options(project.training, outputs,
                                    batch > 0 ? batch : project.training.batch_size, work))),
      pool(threads),
      weights(
          initial_weights<float>(that_fits(plan, project.training, pool.threads()), project.training.seed)),
      executor(plan, weights, outputs.losses(), pool, project.training.seed) {
    fill(executor);
}

void SyntheticTraining::fill(Executor<float>& other) const {
    const Plan& its_plan = other.plan();
    std::iota(other.sample_numbers().begin(), other.sample_numbers().end(), 0U);
    for (std::size_t input = 0; input < its_plan.input_steps.size(); ++input) {
        const Slot& slot = its_plan.step(its_plan.input_steps[input]).output;
        Random random(1, Random::Purpose::generated_data);
        for (std::int64_t i = 0; i < slot.elements; ++i) other.input(input)[i] = random.uniform();
    }
    for (std::size_t output = 0; output < outputs.all.size(); ++output) {
        const std::int64_t elements = its_plan.step(its_plan.output_steps[output]).output_shape.elements();
        const bool values = outputs.all[output].loss->target_kind() == TargetKind::values;
        other.set_target_elements(values ? elements : 1, output);
        for (int sample = 0; !values && sample < its_plan.batch; ++sample)
            other.targets(output)[sample] = static_cast<float>(sample % elements);
    }
}

}  // namespace glassnet::cli

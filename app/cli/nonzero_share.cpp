// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/nonzero_share.h"

#include <algorithm>
#include <map>

namespace glassnet::cli {

namespace {

constexpr int most_samples = 16;  // of the largest pictures, all outputs at once still fit

bool rectifies(const PlanStep& step) {
    return step.layer->id() == "ReLU" || step.activation == ActivationFunction::relu;
}

/// Returns where the gradient of this rectifier is counted: itself, or the max-pooling that alone reads it.
int counted_at(const Plan& plan, int rectifier) {
    int readers = 0, last = rectifier;
    for (int step = 0; step < static_cast<int>(plan.steps.size()); ++step) {
        const auto& inputs = plan.step(step).inputs;
        if (std::ranges::find(inputs, rectifier) == inputs.end()) continue;
        ++readers;
        last = step;
    }
    const bool pooled = readers == 1 && plan.step(last).layer->id() == "MaxPooling2D";
    return pooled ? last : rectifier;
}

}  // namespace

std::optional<double> nonzero_share(SyntheticTraining& synthetic) {
    const Plan plan =
        compile(synthetic.checked, {.batch = std::min(synthetic.plan.batch, most_samples),
                                    .fused_activations = synthetic.outputs.fused_activations()});
    Executor<float> executor(plan, synthetic.weights, synthetic.outputs.losses(), synthetic.pool,
                             synthetic.project.training.seed);
    synthetic.fill(executor);
    executor.prepare();
    executor.forward(plan.batch, 0);
    (void)executor.compute_loss(Executor<float>::Compare::with_targets);

    std::map<const PlanStep*, std::vector<char>> alive;  // now: the backward pass may use the outputs' places
    for (int step = 0; step < static_cast<int>(plan.steps.size()); ++step) {
        if (!rectifies(plan.step(step))) continue;
        const auto counted = static_cast<std::size_t>(counted_at(plan, step));
        const float* const output = executor.output(counted);
        std::vector<char>& above = alive[&plan.steps[counted]];
        above.resize(static_cast<std::size_t>(plan.steps[counted].output.elements));
        std::transform(output, output + above.size(), above.begin(), [](float value) { return value > 0; });
    }
    std::size_t places = 0, passed = 0;
    executor.observe_gradients([&](const PlanStep& step, const float* gradient) {
        const auto found = alive.find(&step);
        if (found == alive.end()) return;
        const std::vector<char>& above = found->second;
        places += above.size();
        for (std::size_t i = 0; i < above.size(); ++i) passed += above[i] && gradient[i] != 0 ? 1 : 0;
    });
    executor.backward();
    if (places == 0) return std::nullopt;
    return static_cast<double>(passed) / static_cast<double>(places);
}

}  // namespace glassnet::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/kernels.h"

#include <algorithm>

namespace glassnet {

StepKernels kernels_of(const PlanStep& step) {
    KernelNames names = step.operation->contract().kernels;
    const bool hands_back = std::ranges::any_of(step.input_gradients, &GradientPlace::wanted);
    if (step.backward.empty())
        names.backward.clear();
    else if (hands_back && !names.input_gradient.empty())
        names.backward += " + " + names.input_gradient;
    return {.node = step.node,
            .fused = step.fused,
            .forward = std::move(names.forward),
            .backward = std::move(names.backward)};
}

std::vector<StepKernels> kernels_of(const Plan& plan) {
    std::vector<StepKernels> kernels;
    for (const PlanStep& step : plan.steps) {
        if (!step.inputs.empty()) kernels.push_back(kernels_of(step));
    }
    return kernels;
}

}  // namespace glassnet

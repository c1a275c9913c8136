// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/kernels.h"

namespace glassnet {

StepKernels kernels_of(const PlanStep& step, int batch) {
    KernelNames names = step.layer->kernel_names(step.input_shapes, batch);
    if (step.backward.empty()) names.backward.clear();
    return {.node = step.node, .fused = step.fused, .forward = std::move(names.forward), .backward = std::move(names.backward)};
}

std::vector<StepKernels> kernels_of(const Plan& plan) {
    std::vector<StepKernels> kernels;
    for (const PlanStep& step : plan.steps) {
        if (!step.inputs.empty()) kernels.push_back(kernels_of(step, plan.batch));
    }
    return kernels;
}

}  // namespace glassnet

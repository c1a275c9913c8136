// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/plans.h"

#include <utility>

namespace glassnet {

PlanOptions learning_plan(const TrainingSettings& settings, const Optimizer& optimizer, int batch,
                          std::vector<std::optional<ActivationFunction>> fused_activations) {
    return {.batch = batch,
            .fused_activations = std::move(fused_activations),
            .fuse = true,
            .reuse = true,
            .recompute = settings.recompute_activations,
            .deferred_gradients = !optimizer.wants_all_gradients()};
}

PlanOptions inference_plan(int batch, std::vector<std::optional<ActivationFunction>> fused_activations) {
    return {.batch = batch,
            .training = false,
            .gradients = false,
            .fused_activations = std::move(fused_activations),
            .fuse = true,
            .reuse = true};
}

PlanOptions for_inspection(PlanOptions options) {
    options.reuse = options.recompute = options.deferred_gradients = false;
    return options;
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/optimizer.h"
#include "plan/plan.h"
#include "training/training_settings.h"

#include <optional>
#include <vector>

namespace glassnet {

/// Returns how a network is compiled for training.
[[nodiscard]] PlanOptions learning_plan(const TrainingSettings& settings, const Optimizer& optimizer,
                                        int batch,
                                        std::vector<std::optional<ActivationFunction>> fused_activations);

/// Returns how it is compiled for inference on many samples at once.
[[nodiscard]] PlanOptions inference_plan(int batch,
                                         std::vector<std::optional<ActivationFunction>> fused_activations);

/// Returns the options for the same work, with every output and gradient stored separately until the end, for
/// inspection. Weights lie as before.
[[nodiscard]] PlanOptions for_inspection(PlanOptions options);

}  // namespace glassnet

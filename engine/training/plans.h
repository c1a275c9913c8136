// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/optimizer.h"
#include "plan/plan.h"
#include "training/training_settings.h"

#include <optional>
#include <vector>

namespace glassnet {

/// How a network is compiled to be trained.
[[nodiscard]] PlanOptions learning_plan(const TrainingSettings& settings, const Optimizer& optimizer,
                                        int batch,
                                        std::vector<std::optional<ActivationFunction>> fused_activations);

/// How it is compiled to answer for many samples at once.
[[nodiscard]] PlanOptions answering_plan(int batch,
                                         std::vector<std::optional<ActivationFunction>> fused_activations);

/// The same work with every output and gradient standing apart until the end, so that they can be looked at.
/// Weights lie as before.
[[nodiscard]] PlanOptions laid_open(PlanOptions options);

}  // namespace glassnet

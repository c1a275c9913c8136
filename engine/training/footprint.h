// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"
#include "training/training_settings.h"

#include <optional>
#include <string_view>
#include <vector>

namespace glassnet {

/// Returns how many bytes an executor of this plan takes: arena, gradients, those of its shards, scratch of
/// each thread. Weights are not its own. A double: drawings may be absurd.
[[nodiscard]] double executor_bytes(const Plan& plan, int threads);

struct TrainingSize {
    PlanOptions learning{};
    int optimizer_variables = 0;
    int threads = 0;  // 0: as many as the machine has
};
/// Returns how many bytes a training takes, before any are allocated: weights, the optimizer's variables, the
/// executor that trains and those that evaluate. The data set is not counted: it is in memory already.
[[nodiscard]] double training_bytes(const Checked& checked, const TrainingSize& size);
/// Returns the same where the plan of the training is compiled already.
[[nodiscard]] double training_bytes(const Checked& checked, const Plan& learning, const TrainingSize& size);
/// Returns the same for settings without errors, with their batch or all samples.
[[nodiscard]] double training_bytes(const Checked& checked, const TrainingSettings& settings,
                                    std::int64_t samples, int threads);

/// Returns an error (training.memory) where nine tenths of the free memory cannot hold so many bytes.
[[nodiscard]] std::optional<Problem> memory_problem(double needed_bytes);

/// The number of samples that are evaluated at once.
inline constexpr int evaluation_batch = 64;

}  // namespace glassnet

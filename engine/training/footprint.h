// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"
#include "training/training_settings.h"

#include <optional>
#include <string_view>
#include <vector>

namespace glassnet {

/// Bytes that an executor of this plan takes: arena, gradients, those of its shards, scratch of each thread.
/// Weights are not its own. A double: drawings may be absurd.
[[nodiscard]] double executor_bytes(const Plan& plan, int threads);

/// Bytes that a training takes, before any of it is taken: weights, the optimizer's variables, the executor
/// that learns and those that evaluate. The data set is not counted: it stands in memory already.
struct TrainingSize {
    PlanOptions learning{};
    int optimizer_variables = 0;
    int threads = 0;  // 0: as many as the machine has
};
[[nodiscard]] double training_bytes(const Checked& checked, const TrainingSize& size);
/// The same where it is compiled already to learn.
[[nodiscard]] double training_bytes(const Checked& checked, const Plan& learning, const TrainingSize& size);
/// The same of settings without errors, with their batch or all samples.
[[nodiscard]] double training_bytes(const Checked& checked, const TrainingSettings& settings,
                                    std::int64_t samples, int threads);

/// An error (training.memory) where nine tenths of the free memory do not hold so many bytes.
[[nodiscard]] std::optional<Problem> memory_problem(double needed_bytes);

/// Samples that evaluation takes at once.
inline constexpr int evaluation_batch = 64;

}  // namespace glassnet

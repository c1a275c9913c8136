// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/footprint.h"

#include "base/memory.h"
#include "base/threads.h"
#include "training/plans.h"
#include "training/trained_outputs.h"
#include "training/training_kinds.h"

namespace glassnet {

namespace {
constexpr ProblemKind memory_short{
    "training.memory", Severity::error, "This needs about {needed} MiB, {available} MiB are free",
    "Make layers or the batch smaller, or let outputs be recomputed (recompute_activations)."};
}  // namespace

std::optional<Problem> memory_problem(double needed_bytes) {
    if (needed_bytes < 256e6) return {};  // not worth examining the machine
    const auto available = available_memory();
    if (!available || needed_bytes < 0.9 * static_cast<double>(*available)) return {};
    return Problem(memory_short, {{"needed", static_cast<std::int64_t>(needed_bytes / 1'048'576)},
                                  {"available", *available / 1'048'576}});
}

double executor_bytes(const Plan& plan, int threads) {
    const std::int64_t gradients = plan.gradients ? plan.gradient_elements : 0;
    const std::int64_t of_each_worker = plan.local_elements + plan.worker_elements + plan.deferred_elements;
    const std::int64_t elements = plan.arena_elements + gradients +
                                  plan.shard_gradient_elements * plan.shards + of_each_worker * threads;
    return static_cast<double>(elements) * sizeof(float);
}

double training_bytes(const Checked& checked, const TrainingSize& size) {
    return training_bytes(checked, compile(checked, size.learning), size);
}

double training_bytes(const Checked& checked, const Plan& learning, const TrainingSize& size) {
    const int threads = size.threads > 0 ? size.threads : hardware_threads();
    const Plan evaluating =
        compile(checked, inference_plan(evaluation_batch, size.learning.fused_activations));
    const std::int64_t lasting =
        learning.weight_elements + learning.trainable_elements * size.optimizer_variables;
    return static_cast<double>(lasting) * sizeof(float) + executor_bytes(learning, threads) +
           executor_bytes(evaluating, threads);
}

double training_bytes(const Checked& checked, const TrainingSettings& settings, std::int64_t samples,
                      int threads) {
    const TrainedOutputs outputs = make_outputs(checked, settings);
    const auto optimizer = make_optimizer(settings);
    const int batch = static_cast<int>(std::min<std::int64_t>(settings.batch_size, samples));
    return training_bytes(
        checked, {.learning = learning_plan(settings, *optimizer, batch, outputs.fused_activations()),
                  .optimizer_variables = optimizer->memory_tensors(),
                  .threads = threads});
}

}  // namespace glassnet

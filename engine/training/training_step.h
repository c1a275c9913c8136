// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/executor.h"
#include "execution/optimization.h"

#include <cstdint>
#include <vector>

namespace glassnet {

/// One batch from the executor's inputs to updated weights: what the learner does for each batch, and what
/// benchmarks time. Borrows executor, optimization and weights. One thread at a time.
class TrainingStep {
public:
    TrainingStep(Executor<float>& executor, Optimization<float>& optimization, Weights<float>& weights);

    enum class End {
        done,
        not_finite,         // loss, gradients or moving means; the optimizer has not updated anything
        update_not_finite,  // the weights are lost
    };
    struct Outcome {
        End end;
        BatchResult batch;
    };
    /// Trains the batch whose inputs and targets are in the executor; `number` counts batches from 0.
    [[nodiscard]] Outcome run(int samples, std::uint32_t epoch, std::int64_t number,
                              const ScheduleState& state);
    /// Restores, after not_finite, weights that the forward pass has changed (moving means).
    void undo();
    /// Adds to `times` (of the executor's plan and threads) from now on; nullptr ends it.
    void measure(StepTimes* times);

private:
    [[nodiscard]] std::span<float> untrained() const;

    Executor<float>& executor_;
    Optimization<float>& optimization_;
    Weights<float>& weights_;
    std::vector<float> untrained_before_;
    StepTimes* times_ = nullptr;
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/synthetic_training.h"
#include "training/training_step.h"

#include <cstdint>
#include <vector>

namespace glassnet::cli {

/// Training steps as the learner does them, with everything but reading samples. Borrows the network and the
/// batch of a SyntheticTraining made for training.
class SyntheticSteps {
public:
    /// `stay`: the learning rate is 0; all work is done, at the initial weights.
    enum class Weights { move, stay };
    SyntheticSteps(SyntheticTraining& synthetic, Weights weights);

    /// Trains one step and returns the mean loss of the batch. Throws Error (bench.not_finite).
    double step();
    /// Adds to `times` from now on; nullptr ends it.
    void measure(StepTimes* times) { step_.measure(times); }

private:
    SyntheticTraining& training_;
    Optimization<float> optimization_;
    TrainingStep step_;
    std::int64_t number_ = 0;
};

[[nodiscard]] double median_of(std::vector<double> values);

}  // namespace glassnet::cli

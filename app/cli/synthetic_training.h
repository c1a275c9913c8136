// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/executor.h"
#include "project/project.h"
#include "training/trained_outputs.h"

#include <string>

namespace glassnet::cli {

/// A project ready to run on random data that stays in memory: times need real shapes, not real samples.
/// Never moves: its parts point at each other.
struct SyntheticTraining {
    enum class Work { training, inference };

    /// `batch` 0: the project's own; `threads` 0: as many as the machine has. Throws Error where project,
    /// training or memory forbid it.
    SyntheticTraining(const std::string& file, int batch, int threads, Work work);
    SyntheticTraining(const SyntheticTraining&) = delete;
    SyntheticTraining& operator=(const SyntheticTraining&) = delete;

    /// Fills in random inputs, class numbers in turn, values of 0.
    void fill(Executor<float>& other) const;

    Project project;
    Checked checked;
    TrainedOutputs outputs;
    Plan plan;
    ThreadPool pool;
    Weights<float> weights;
    Executor<float> executor;  // filled
};

}  // namespace glassnet::cli

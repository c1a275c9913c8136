// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/executor.h"
#include "training/ready_task.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// Brings samples of a task's data into executors: inputs through the pipeline, and the targets of each
/// output. Borrows task and threads. One thread at a time.
class Feed {
public:
    Feed(const ReadyTask& ready, ThreadPool& pool);

    /// Makes room for the targets; called once for each executor.
    void set_targets(Executor<float>& executor) const;
    /// Fills in training samples of these numbers as this epoch sees them, with their weights.
    void fill(Executor<float>& executor, std::span<const std::uint32_t> numbers, std::uint32_t epoch) const;
    /// Fills in samples of a part, unaugmented, from `first` on.
    void fill(Executor<float>& executor, const DataPart& part, std::int64_t first, int samples) const;

private:
    void fill_targets(Executor<float>& executor, const DataPart& part, std::int64_t number, int sample) const;

    const ReadyTask& ready_;
    ThreadPool& pool_;
    mutable std::vector<Pipeline::Buffers> buffers_;  // of each thread
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/executor.h"
#include "training/read_ahead.h"
#include "training/ready_task.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
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
    /// Which samples of an epoch are wanted: `count` of its order from `first` on.
    struct Wanted {
        std::span<const std::uint32_t> order{};
        std::size_t first = 0;
        int count = 0;
        std::uint32_t epoch = 0;
    };
    /// Fills in training samples as their epoch sees them, with their weights, mixed where the augmentation
    /// does that. A sample that cannot be read counts for nothing, and is remembered. Throws Error where none
    /// of the batch can be read.
    void fill(Executor<float>& executor, const Wanted& wanted) const;
    /// Fills in samples of a part, unaugmented, from `first` on. Throws Error where one cannot be read.
    void fill(Executor<float>& executor, const DataPart& part, std::int64_t first, int samples) const;

    /// Training samples that could not be read so far, and why the first of them could not.
    struct Lost {
        std::set<std::uint32_t> samples{};
        std::optional<Error> fault{};
    };
    [[nodiscard]] const Lost& lost() const { return lost_; }
    /// Returns how many seconds fill() has waited for samples that do not lie in memory.
    [[nodiscard]] double seconds_waited() const { return ahead_ ? ahead_->seconds_waited() : 0; }

private:
    void mix(Executor<float>& executor, const Wanted& wanted) const;
    struct MixedSample {
        int sample = 0;           // of the batch
        std::uint32_t other = 0;  // training sample
        Mixture mixture{};
    };
    void mix_targets(Executor<float>& executor, const MixedSample& mixed) const;
    void leave_out(std::span<const std::uint32_t> numbers, std::span<const ReadAhead::Sample> read) const;
    void fill_targets(Executor<float>& executor, const DataPart& part, std::int64_t number, int sample) const;

    const ReadyTask& ready_;
    ThreadPool& pool_;
    mutable std::vector<Pipeline::Buffers> buffers_;  // of each thread
    mutable std::vector<float> pairs_;                // of samples that are mixed: the batch, and one more
    mutable std::unique_ptr<ReadAhead> ahead_;        // where training samples do not lie in memory
    mutable Lost lost_;
};

}  // namespace glassnet

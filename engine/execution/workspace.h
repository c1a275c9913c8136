// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/weights.h"
#include "plan/plan.h"

#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// The memory that a plan works in, and what each call of a layer finds there. Owns the arena and each
/// worker's own memory; borrows plan and weights. Nothing is allocated after construction.
template <class T>
class Workspace {
public:
    Workspace(const Plan& plan, const Weights<T>& weights, int workers, std::uint64_t seed);

    /// Begins a batch of so many samples.
    void begin(int samples, std::uint32_t epoch) {
        samples_ = samples;
        epoch_ = epoch;
    }
    [[nodiscard]] int samples() const { return samples_; }
    /// Returns the number of shards that its samples fill.
    [[nodiscard]] int shards() const { return (samples_ + plan_.shard_samples - 1) / plan_.shard_samples; }
    /// Returns the samples' numbers in the data set: the keys of their random numbers.
    [[nodiscard]] std::span<std::uint32_t> sample_numbers() { return sample_numbers_; }

    /// Returns sample 0 of a buffer that all workers share; nullptr where there is none.
    [[nodiscard]] T* at(const Slot& slot) const {
        assert(!slot.local);
        return slot.exists() ? arena_.data() + slot.offset : nullptr;
    }
    /// Returns sample 0 of any buffer, for a worker that is processing the shard from sample `first` on: of a
    /// local one, as if the whole batch lay there.
    [[nodiscard]] T* at(const Slot& slot, int worker, int first) const;

    /// Returns what a call for the samples from `first` on works with, gradients of weights left out; valid
    /// until the same worker's next call.
    [[nodiscard]] Pass<T> pass_of(int step, int worker, int first);
    /// Returns what a call for the whole batch works with.
    [[nodiscard]] Pass<T> whole_pass_of(int step, int worker);

private:
    /// A worker's own state: pointers of the current call, and memory.
    struct Worker {
        std::vector<const T*> inputs;
        std::vector<T*> input_gradients;
        T* local = nullptr;    // the shard's buffers
        T* scratch = nullptr;  // the call's
    };

    const Plan& plan_;
    std::uint64_t seed_;
    Arena<T> arena_, scratch_, local_;
    std::vector<std::vector<T*>> weights_;  // of each step
    std::vector<Worker> workers_;
    std::vector<std::uint32_t> sample_numbers_;
    int samples_ = 0;
    std::uint32_t epoch_ = 0;
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/weights.h"
#include "plan/plan.h"

#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// The memory that a plan works in, and what each call of a layer finds there. Owns the arena and what every
/// worker needs for itself; borrows plan and weights. Nothing is allocated after construction.
template <class T>
class Workspace {
public:
    Workspace(const Plan& plan, const Weights<T>& weights, int workers, std::uint64_t seed);

    /// Now a batch of so many samples is in hand.
    void begin(int samples, std::uint32_t epoch) {
        samples_ = samples;
        epoch_ = epoch;
    }
    [[nodiscard]] int samples() const { return samples_; }
    /// That its samples fill.
    [[nodiscard]] int shards() const { return (samples_ + plan_.shard_samples - 1) / plan_.shard_samples; }
    /// The sample's number in the data set: the key of its random numbers.
    [[nodiscard]] std::span<std::uint32_t> sample_numbers() { return sample_numbers_; }

    /// Sample 0 of a piece that all workers share; nullptr where there is none.
    [[nodiscard]] T* at(const Slot& slot) const {
        assert(!slot.local);
        return slot.exists() ? arena_.data() + slot.offset : nullptr;
    }
    /// The same of any piece, for a worker that has the shard from sample `first` on in hand: of a local one,
    /// as if the whole batch lay there.
    [[nodiscard]] T* at(const Slot& slot, int worker, int first) const;

    /// What a call for the samples from `first` on works with, gradients of weights left out; valid until the
    /// same worker asks again.
    [[nodiscard]] Pass<T> pass_of(int step, int worker, int first);
    /// The same for the whole batch.
    [[nodiscard]] Pass<T> whole_pass_of(int step, int worker);

private:
    /// What a worker has at hand: pointers of the present call, and memory.
    struct Worker {
        std::vector<const T*> inputs;
        std::vector<T*> input_gradients;
        T* local = nullptr;    // the shard's pieces
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

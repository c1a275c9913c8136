// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "math/arena.h"
#include "plan/plan.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// Gradients of a plan's trainable weights, except for those that are deferred; what shards have each
/// computed for themselves is added in the order of the shards, whoever computed it. Empty where the plan has
/// none. Borrows plan and threads.
template <class T>
class Gradients {
public:
    Gradients(const Plan& plan, ThreadPool& pool);

    /// Returns all gradients in the order of the weights.
    [[nodiscard]] std::span<T> all() const { return gradients_.all(); }
    [[nodiscard]] std::span<T> of(const PlanWeight& weight) const;
    /// Returns where a step writes the gradients of its weights, nullptr where one is not wanted: the shard's
    /// own, or the whole batch's where the layer splits the work itself.
    [[nodiscard]] std::span<T* const> of(int step, int shard) const;
    /// Sets the shard's own gradients of this step to 0.
    void clear(int step, int shard);
    /// Adds up the shards' gradients, once all of the batch's shards have been computed.
    void add_shards(int shards);
    [[nodiscard]] bool finite() const;

private:
    /// A part of a gradient that shards have each computed for themselves.
    struct Chunk {
        std::int64_t to, from, count;
    };

    const Plan& plan_;
    ThreadPool& pool_;
    Arena<T> gradients_, of_shards_;
    std::vector<std::vector<T*>> places_;  // of each step, shard by shard
    std::vector<Chunk> chunks_;
};

}  // namespace glassnet

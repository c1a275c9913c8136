// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "execution/workspace.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// The gradients of some adjacent trainable weights, from weight number `offset` on.
template <class T>
struct DeferredPiece {
    std::int64_t offset = 0;
    std::span<const T> gradients{};
};

/// Gradients that are computed piece by piece only when the weights are updated, and never stored as a whole
/// (see PlanWeight::deferred): a large kernel is then read and written once per step, and its gradient not at
/// all. May be used after the backward pass and until the weights are updated.
template <class T>
class DeferredGradients {
public:
    DeferredGradients(const Plan& plan, Workspace<T>& workspace, ThreadPool& pool);

    [[nodiscard]] int pieces() const { return static_cast<int>(pieces_.size()); }
    /// Computes any piece on any worker; it is valid until the same worker computes another.
    [[nodiscard]] DeferredPiece<T> make(int piece, int worker);
    /// Tells whether all of them are finite, before any of them is used.
    [[nodiscard]] bool finite();

private:
    struct Rows {
        int weight;
        std::int64_t first, count;
    };
    /// The largest magnitudes that are multiplied in a gradient.
    struct Extremes {
        T input = 0, gradient = 0;
    };
    [[nodiscard]] bool in_bounds();
    void find_extremes(int shards);

    const Plan& plan_;
    Workspace<T>& workspace_;
    ThreadPool& pool_;
    std::vector<Rows> pieces_;
    std::vector<int> steps_;          // with a deferred gradient
    std::vector<Extremes> extremes_;  // of each of them, by shard
    Arena<T> made_;                   // one piece for each worker
};

}  // namespace glassnet

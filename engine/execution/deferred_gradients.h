// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "execution/workspace.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// The gradients of some neighbouring trainable weights, from weight number `offset` on.
template <class T>
struct DeferredPiece {
    std::int64_t offset = 0;
    std::span<const T> gradients{};
};

/// Gradients that are made only when the weights move, piece by piece, and never stand in memory as a whole
/// (see PlanWeight::deferred): a large kernel is then read and written once a step, and its gradient not at
/// all. To be asked after the backward pass and until the weights move.
template <class T>
class DeferredGradients {
public:
    DeferredGradients(const Plan& plan, Workspace<T>& workspace, ThreadPool& pool);

    [[nodiscard]] int pieces() const { return static_cast<int>(pieces_.size()); }
    /// Any worker may make any piece; it is valid until the same worker makes another.
    [[nodiscard]] DeferredPiece<T> make(int piece, int worker);
    /// Whether all of them are finite: known before any of them is used.
    [[nodiscard]] bool finite();

private:
    struct Rows {
        int weight;
        std::int64_t first, count;
    };
    /// The largest magnitudes that meet in a gradient.
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
    Arena<T> made_;                   // a piece of each worker
};

}  // namespace glassnet

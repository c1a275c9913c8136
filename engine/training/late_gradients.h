// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>

namespace glassnet {

/// The gradients of some neighbouring trainable weights, from weight number `offset` on.
template <class T>
struct LatePiece {
    std::int64_t offset = 0;
    std::span<const T> gradients{};
};

/// Gradients that are made only when the weights move, piece by piece, and never stand in memory as a whole (see PlanWeight::late): a large
/// kernel is then read and written once a step, and its gradient not at all.
template <class T>
struct LateGradients {
    int pieces = 0;
    /// Any worker may make any piece; it is valid until the same worker makes another.
    std::function<LatePiece<T>(int piece, int worker)> make{};
};

}  // namespace glassnet

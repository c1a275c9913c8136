// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/shape.h"

namespace glassnet {

/// The axes of a tensor in another order. A plain value that allocates nothing; axes that stay behind each
/// other are moved as one.
class Permutation {
public:
    struct Axis {
        std::int64_t count = 1;
        std::int64_t from = 1, to = 1;  // strides, before and after
    };

    /// Axis i of the result is axis order[i] of `before`.
    Permutation(const Shape& before, std::span<const int> order);

    /// The axis that is innermost afterwards (to = 1) …
    [[nodiscard]] const Axis& inner() const { return inner_; }
    /// … and the one that was innermost before (from = 1), or the axis around it where that is the same.
    /// Together they are a plane.
    [[nodiscard]] const Axis& across() const { return across_; }

    /// Calls action(offset before, offset afterwards) for the first element of each plane, in their order
    /// afterwards.
    template <class Action>
    void for_each_plane(const Action& action) const {
        std::array<std::int64_t, Shape::max_rank> at{};
        std::int64_t from = 0, to = 0;
        while (true) {
            action(from, to);
            std::size_t level = outer_count_;
            while (true) {
                if (level == 0) return;
                const Axis& axis = outer_[--level];
                from += axis.from;
                to += axis.to;
                if (++at[level] < axis.count) break;
                from -= axis.from * axis.count;
                to -= axis.to * axis.count;
                at[level] = 0;
            }
        }
    }

private:
    Axis inner_, across_;
    std::array<Axis, Shape::max_rank> outer_{};
    std::size_t outer_count_ = 0;
};

/// Copies a tensor with its axes in the new order.
template <class T>
void permute(const Permutation& permutation, const T* from, T* to);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/shape.h"

namespace glassnet {

/// The sides of a tensor in another order. A plain value that allocates nothing; sides that stay behind each
/// other are moved as one.
class Permutation {
public:
    struct Side {
        std::int64_t count = 1;
        std::int64_t from = 1, to = 1;  // distances of neighbours, before and after
    };

    /// Side i of what comes out is side order[i] of `before`.
    Permutation(const Shape& before, std::span<const int> order);

    /// What is innermost afterwards (to = 1) …
    [[nodiscard]] const Side& inner() const { return inner_; }
    /// … and what was innermost before (from = 1), or where that is the same side, the one around it.
    /// Together they are a plane.
    [[nodiscard]] const Side& across() const { return across_; }

    /// Calls action(place before, place afterwards) for the first value of every plane, in their order
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
                const Side& side = outer_[--level];
                from += side.from;
                to += side.to;
                if (++at[level] < side.count) break;
                from -= side.from * side.count;
                to -= side.to * side.count;
                at[level] = 0;
            }
        }
    }

private:
    Side inner_, across_;
    std::array<Side, Shape::max_rank> outer_{};
    std::size_t outer_count_ = 0;
};

template <class T>
void permute(const Permutation& permutation, const T* from, T* to);

}  // namespace glassnet

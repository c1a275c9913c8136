// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/shape.h"

#include <array>
#include <bitset>
#include <span>
#include <string_view>

namespace glassnet {

/// Some of the sides of a sample's shape.
using Sides = std::bitset<Shape::max_rank>;

/// Returns the side that an axis names. Axes are counted as in Keras: 0 is the batch, −1 the last. Throws
/// shape.axis.
[[nodiscard]] int side_at(std::string_view kind, int axis, const Shape& shape);

/// Returns the sides that several axes name; naming one twice changes nothing. Throws shape.axis.
[[nodiscard]] Sides sides_at(std::string_view kind, std::span<const int> axes, const Shape& shape);

/// A walk through a tensor, row by row. A plain value that allocates nothing; adjacent sides are walked as
/// one.
class Walk {
public:
    /// Walks over the values of a sample along some of its sides; the others stay at their first value.
    static Walk along(const Shape& shape, Sides sides);
    /// Walks over all values of a sample, giving their places in a smaller tensor whose `shared` sides are 1.
    static Walk sharing(const Shape& shape, Sides shared);

    [[nodiscard]] std::int64_t count() const;
    /// Tells whether the values follow each other without a gap.
    [[nodiscard]] bool is_contiguous() const { return last_ == 0 && levels_[0].stride == 1; }

    /// Calls action(place, number): the offset of a value and how many came before.
    template <class Action>
    void for_each(const Action& action) const {
        std::array<std::int64_t, Shape::max_rank> at{};
        const auto [count, stride] = levels_[last_];
        std::int64_t place = 0, number = 0;
        while (true) {
            if (stride == 1) {  // separate, so that it is vectorized
                for (std::int64_t i = 0; i < count; ++i) action(place + i, number + i);
            } else {
                for (std::int64_t i = 0; i < count; ++i) action(place + i * stride, number + i);
            }
            number += count;
            std::size_t level = last_;
            while (level > 0) {
                const Level& outer = levels_[--level];
                place += outer.stride;
                if (++at[level] < outer.count) break;
                place -= outer.stride * outer.count;
                at[level] = 0;
                if (level == 0) return;
            }
            if (last_ == 0) return;
        }
    }

private:
    struct Level {
        std::int64_t count = 1;
        std::int64_t stride = 1;
    };
    /// Adds a level inside the existing ones.
    void add(Level inner);

    std::array<Level, Shape::max_rank> levels_{};
    std::size_t last_ = 0;
};

}  // namespace glassnet

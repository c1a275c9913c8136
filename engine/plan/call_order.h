// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <compare>
#include <functional>
#include <vector>

namespace glassnet {

/// Fills in the plan's regions from its steps. Merged: phases by samples of different steps follow each other
/// in one region. Else each call is a region of its own: it can be timed, and gradients can be watched
/// between them.
enum class Regions { merged, apart };
void schedule(Plan& plan, Regions regions);

/// With merged regions: what forward writes in one region, and only backward reads later, is made anew in the
/// regions that read it, by calls of forward at their beginning. Reuse then finds that it need not be kept.
/// Cheap ones cost less than to write them far away and fetch them back: they are faster so.
enum class Recompute { cheap_outputs, all_outputs };
void recompute_outputs(Plan& plan, Recompute which);

/// A piece of the plan's memory by its purpose.
struct Piece {
    enum class Role { output, output_gradient, per_sample, per_shard, per_batch, sum };
    Role role = Role::output;
    int number = 0;  // of the step, or the sum
    auto operator<=>(const Piece&) const = default;
};
[[nodiscard]] Slot& slot_of(Plan& plan, const Piece& piece);
[[nodiscard]] const Slot& slot_of(const Plan& plan, const Piece& piece);

/// What one call does with one piece.
struct Touch {
    int region = 0;           // see Moments
    int call = 0;             // counted through all regions
    bool by_samples = false;  // each shard for itself
    bool defines = false;     // writes all of it, whatever stood there
};

/// The regions of a whole step of training, counted: 0 prepares weights and inputs, then forward, the loss,
/// backward, the weights' move.
struct Moments {
    explicit Moments(const Plan& plan)
        : loss(static_cast<int>(plan.forward.size()) + 1),
          update(loss + static_cast<int>(plan.backward.size()) + 1) {}
    static constexpr int before = 0;
    int loss, update;
};

/// Calls visit for everything that a step of training does with the memory of its plan, in the order of the
/// work. The one place that knows who touches what.
void for_each_touch(const Plan& plan, const std::function<void(const Piece&, const Touch&)>& visit);

}  // namespace glassnet

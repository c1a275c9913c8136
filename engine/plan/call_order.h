// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <compare>
#include <functional>
#include <vector>

namespace glassnet {

enum class Regions { merged, apart };
/// Fills in the plan's regions from its steps. Merged: phases by samples of different steps follow each other
/// in one region. Apart: each call is a region of its own, so that it can be timed, and gradients can be
/// observed between calls.
void order_calls(Plan& plan, Regions regions);

enum class Recompute { cheap_outputs, all_outputs };
/// Adds recomputation to merged regions: what forward writes in one region, and only backward reads later, is
/// computed again in the regions that read it, by calls of forward at their beginning. Reuse then finds that
/// it need not be kept. Cheap outputs cost less than writing them to distant memory and fetching them back:
/// this makes them faster.
void recompute_outputs(Plan& plan, Recompute which);

/// A buffer of the plan's memory by its purpose.
struct Buffer {
    enum class Role { output, output_gradient, per_sample, per_shard, per_batch, sum };
    Role role = Role::output;
    int number = 0;  // of the step, or the sum
    auto operator<=>(const Buffer&) const = default;
};
[[nodiscard]] Slot& slot_of(Plan& plan, const Buffer& buffer);
[[nodiscard]] const Slot& slot_of(const Plan& plan, const Buffer& buffer);

/// What one call does with one buffer.
struct Access {
    int region = 0;           // see Timeline
    int call = 0;             // counted through all regions
    bool by_samples = false;  // each shard for itself
    bool defines = false;     // writes all of it, whatever stood there
};

/// The regions of a whole training step, numbered: 0 prepares weights and inputs, then forward, the loss,
/// backward, the update of the weights.
struct Timeline {
    explicit Timeline(const Plan& plan)
        : loss(static_cast<int>(plan.forward.size()) + 1),
          update(loss + static_cast<int>(plan.backward.size()) + 1) {}
    static constexpr int before = 0;
    int loss, update;
};

/// Calls visit for everything that a training step does with the memory of its plan, in the order of
/// execution. The one place that knows who accesses what.
void for_each_access(const Plan& plan, const std::function<void(const Buffer&, const Access&)>& visit);

}  // namespace glassnet

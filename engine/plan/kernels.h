// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <string>
#include <vector>

namespace glassnet {

/// What computes one step of a plan: for listings, and for the record of a run, so that a difference in bits
/// can be explained later.
struct StepKernels {
    std::string node;
    std::vector<std::string> fused{};  // nodes behind it that the step computes too
    std::string forward, backward;     // for people; backward is empty where the step has no backward pass
    friend bool operator==(const StepKernels&, const StepKernels&) = default;
};

[[nodiscard]] StepKernels kernels_of(const PlanStep& step);

/// Returns the kernels of all steps that compute something, in their order.
[[nodiscard]] std::vector<StepKernels> kernels_of(const Plan& plan);

}  // namespace glassnet

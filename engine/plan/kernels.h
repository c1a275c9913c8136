// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <string>
#include <vector>

namespace glassnet {

/// What computes one step of a plan: for listings, and for the record of a run, so that somebody can tell
/// later why bits differ.
struct StepKernels {
    std::string node;
    std::vector<std::string> fused{};  // nodes behind it that the step does too
    std::string forward, backward;     // for people; backward is empty where the step has no backward pass
    friend bool operator==(const StepKernels&, const StepKernels&) = default;
};

[[nodiscard]] StepKernels kernels_of(const PlanStep& step);

/// Of all steps that compute something, in their order.
[[nodiscard]] std::vector<StepKernels> kernels_of(const Plan& plan);

}  // namespace glassnet

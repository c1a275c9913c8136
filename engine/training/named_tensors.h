// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tensors by the names that files give them, "conv2d_1/kernel" and "conv2d_1/kernel/momentum", and rows in
// the order of a plan.
#pragma once

#include "execution/optimization.h"
#include "execution/weights.h"
#include "training/snapshot.h"

#include <map>
#include <string>
#include <vector>

namespace glassnet {

/// A copy of all weights of a plan, and of what an optimizer keeps of them.
[[nodiscard]] std::map<std::string, TensorValue> tensors_of(const Plan& plan, const Weights<float>& weights);
[[nodiscard]] std::map<std::string, TensorValue> tensors_of(
    const Plan& plan, const std::vector<Optimization<float>::Memory>& memory);

/// The way back, in the order of the plan: weights; for each name of `memory` what an optimizer keeps. Throws
/// Error (checkpoint.mismatch, checkpoint.not_finite).
[[nodiscard]] Weights<float> placed_weights(const Plan& plan,
                                            const std::map<std::string, TensorValue>& tensors);
[[nodiscard]] std::vector<Arena<float>> placed_memory(const Plan& plan,
                                                      const std::map<std::string, TensorValue>& tensors,
                                                      const std::vector<Optimization<float>::Memory>& memory);

}  // namespace glassnet

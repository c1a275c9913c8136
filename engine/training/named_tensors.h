// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tensors by their names in files, "conv2d_1/kernel" and "conv2d_1/kernel/momentum", and ranges in the order
// of a plan.
#pragma once

#include "execution/optimization.h"
#include "execution/weights.h"
#include "training/snapshot.h"

#include <map>
#include <string>
#include <vector>

namespace glassnet {

/// Copies all weights of a plan.
[[nodiscard]] std::map<std::string, TensorValue> tensors_of(const Plan& plan, const Weights<float>& weights);
/// Copies what an optimizer keeps of all weights of a plan.
[[nodiscard]] std::map<std::string, TensorValue> tensors_of(
    const Plan& plan, const std::vector<Optimization<float>::Memory>& memory);

/// Returns the weights in the order of the plan. Throws Error (checkpoint.mismatch, checkpoint.not_finite).
[[nodiscard]] Weights<float> placed_weights(const Plan& plan,
                                            const std::map<std::string, TensorValue>& tensors);
/// Returns, for each name of `memory`, what an optimizer keeps, in the order of the plan. Throws Error
/// likewise.
[[nodiscard]] std::vector<Arena<float>> placed_memory(const Plan& plan,
                                                      const std::map<std::string, TensorValue>& tensors,
                                                      const std::vector<Optimization<float>::Memory>& memory);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/arena.h"
#include "plan/plan.h"

#include <cstdint>

namespace glassnet {

/// All weights of a network, one after the other, in the order of Plan::weights.
template <class T>
using Weights = Arena<T>;

/// Returns the initial weights: every tensor from its own stream of random numbers, a function of seed and
/// the tensor's name alone.
template <class T>
[[nodiscard]] Weights<T> initial_weights(const Plan& plan, std::uint64_t seed);

}  // namespace glassnet

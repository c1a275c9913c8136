// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <string>
#include <vector>

namespace glassnet {

/// Gives every piece of a scheduled plan its final place: what a shard writes before it reads, in each region
/// that touches it, goes into the memory of the worker at hand; the rest into the arena, where pieces that
/// are never wanted at once lie over each other.
void reuse_memory(Plan& plan);

/// Pieces that lie over each other while both are wanted, local ones that are not, and what reaches past its
/// memory.
[[nodiscard]] std::vector<std::string> find_overlaps(const Plan& plan);

}  // namespace glassnet

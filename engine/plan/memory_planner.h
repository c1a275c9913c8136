// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"

#include <string>
#include <vector>

namespace glassnet {

/// Gives every buffer of a scheduled plan its final place: what a shard writes before it reads, in each
/// region that accesses it, goes into the memory of the current worker; the rest goes into the arena, where
/// buffers that are never needed at the same time overlap.
void reuse_memory(Plan& plan);

/// Returns buffers that overlap while both are needed, local ones that must not be, and what reaches past its
/// memory.
[[nodiscard]] std::vector<std::string> find_overlaps(const Plan& plan);

}  // namespace glassnet

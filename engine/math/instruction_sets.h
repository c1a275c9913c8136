// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace glassnet {

/// Names the instruction set that the kernels were chosen for: "AVX3", "AVX2", "SSE4", "NEON" …
[[nodiscard]] const char* instruction_set();

// Tests run the kernels of each instruction set (Highway's target) that this machine has. Not thread-safe.

/// Returns the targets that the kernels were compiled for and this processor can run, best first, whichever
/// is in use.
[[nodiscard]] std::vector<std::int64_t> available_targets();
[[nodiscard]] const char* target_name(std::int64_t target);
/// Tells whether products are fused, and so equal to the bit on all such targets.
[[nodiscard]] bool has_fused_multiply_add(std::int64_t target);
void use_target(std::int64_t target);
void use_all_targets();

}  // namespace glassnet

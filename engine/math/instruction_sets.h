// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace glassnet {

/// The instruction set the kernels were chosen for: "AVX3", "AVX2", "SSE4", "NEON" …
[[nodiscard]] const char* instruction_set();

// Tests run the kernels of each instruction set that this machine has. Not for several threads.

/// The instruction sets that the kernels were compiled for and this processor can run, best first; whichever
/// is in use.
[[nodiscard]] std::vector<std::int64_t> available_targets();
[[nodiscard]] const char* target_name(std::int64_t target);
/// Whether its products are fused, and so equal to the bit between such sets.
[[nodiscard]] bool has_fused_multiply_add(std::int64_t target);
void use_target(std::int64_t target);
void use_all_targets();

}  // namespace glassnet

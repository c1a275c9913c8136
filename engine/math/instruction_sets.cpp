// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/instruction_sets.h"

#include "hwy/highway.h"

namespace glassnet {

std::vector<std::int64_t> available_targets() {
    // taken before use_target narrows it
    static const std::vector<std::int64_t> all = hwy::SupportedAndGeneratedTargets();
    return all;
}

const char* target_name(std::int64_t target) { return hwy::TargetName(target); }

bool has_fused_multiply_add(std::int64_t target) {
    return target != HWY_SSE4 && target != HWY_SSSE3 && target != HWY_SCALAR && target != HWY_EMU128;
}

void use_target(std::int64_t target) {
    (void)available_targets();
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

void use_all_targets() {
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

const char* instruction_set() { return target_name(hwy::SupportedAndGeneratedTargets().front()); }

}  // namespace glassnet

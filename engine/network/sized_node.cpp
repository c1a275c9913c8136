// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/sized_node.h"

namespace glassnet {

const CheckedNode& sets_size_of(const Checked& checked, const CheckedNode& node) {
    const CheckedNode* at = &node;
    while (!find_setting(*at->layer, "units") && at->inputs.size() == 1) {
        const CheckedNode& before = checked.node(at->inputs.front());
        if (before.output_shape != at->output_shape) break;
        at = &before;
    }
    return *at;
}

}  // namespace glassnet

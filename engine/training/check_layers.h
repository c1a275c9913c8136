// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/check.h"

namespace glassnet {

/// Adds to `checked.problems` what is wrong, or could be better, with layers behind each other once they are
/// trained.
void check_layers(Checked& checked, int batch_size);

/// Takes a softmax away: a layer that is nothing else goes, others keep their work.
[[nodiscard]] Repair without_softmax(const CheckedNode& node);

}  // namespace glassnet

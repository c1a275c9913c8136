// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/check.h"

namespace glassnet {

/// Adds to `checked.problems` what is wrong, or could be better, with successive layers in training.
void check_layers(Checked& checked, int batch_size);

/// Returns the repair that removes a softmax: a layer that is nothing else is removed, others keep their
/// work.
[[nodiscard]] Repair without_softmax(const CheckedNode& node);

}  // namespace glassnet

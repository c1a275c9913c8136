// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "network/network.h"

namespace glassnet {

/// Returns the network with the repair carried out. Repairs that concern other parts of the project
/// (replace_loss, train_output, forget_output) leave it unchanged.
[[nodiscard]] Network apply(const Repair& repair, Network network);

}  // namespace glassnet

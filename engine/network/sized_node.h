// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/check.h"

namespace glassnet {

/// Returns the node that determines how many numbers `node` outputs: itself, or the last before it that does
/// not just pass the shape on.
[[nodiscard]] const CheckedNode& sets_size_of(const Checked& checked, const CheckedNode& node);

}  // namespace glassnet

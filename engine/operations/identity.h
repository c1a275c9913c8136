// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/operation.h"

#include <memory>

namespace glassnet {

/// y = x, in whatever shape: the same values in the same order. What comes before it can save the copy.
[[nodiscard]] std::unique_ptr<Operation> identity();

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

namespace glassnet {

/// Draws a number 0 … 1 of the symmetric beta distribution, concentration > 0: 1 is uniform, less prefers the
/// ends, more the middle. Two gamma numbers (Marsaglia and Tsang, "A simple method for generating gamma
/// variables", 2000), the first over their sum.
[[nodiscard]] double symmetric_beta(double concentration, Random& random);

}  // namespace glassnet

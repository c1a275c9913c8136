// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

namespace glassnet {

/// Draws coloured shapes on coloured ground, 224 × 224 × 3, in ten classes, each picture's shape with its own
/// place, size and rotation. The same for everybody: training data for networks that need large pictures.
[[nodiscard]] Dataset generated_shapes();

}  // namespace glassnet

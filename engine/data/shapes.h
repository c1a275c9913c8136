// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

namespace glassnet {

/// Coloured shapes on coloured ground, 224 × 224 × 3, in ten classes: each picture at another place, of
/// another size and turn. Drawn by the program, the same for everybody: something to learn for networks that
/// want large pictures.
[[nodiscard]] Dataset generated_shapes();

}  // namespace glassnet

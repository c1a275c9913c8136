// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/step.h"

#include <span>
#include <vector>

namespace glassnet {

/// Brings the values of a picture file, 0 … 255, to the range of the samples that a network learned from,
/// where those were arrays of 0 … 1 or −1 … 1. Returns what was done about them, or a warning where another
/// range tells that a picture cannot be what the network knows.
[[nodiscard]] std::vector<Problem> bring_to_learned_range(std::span<float> values, ValueRange learned);

}  // namespace glassnet

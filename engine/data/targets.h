// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

namespace glassnet {

/// Finds out what the targets of each name are (TargetSummary::facts): names the classes that can be counted,
/// stores rows with a single 1 as class numbers, and notes what would keep a loss from learning them. `file`
/// is the place given in problems. Throws Error for labels beyond the classes that the data itself names.
void describe_targets(Dataset& dataset, const std::string& file);

/// Tells whether the classes are so many that a part with samples of each would not be a fair share: values
/// that happen to be whole numbers.
[[nodiscard]] bool has_rare_numbers(const Dataset& dataset);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <string>
#include <vector>

namespace glassnet {

/// The targets of one name where they are texts, one for each sample of a part.
struct TextLabels {
    std::vector<std::string> training, validation, test;
};

/// Makes the different texts the classes of target `number` (0: the data's own) and stores their numbers as
/// its targets. The classes are `given` where these have all texts; otherwise those of the training part in
/// natural order, then what only other parts have: a loss that learns classes reports the first such class.
/// Texts that cannot be classes are a problem for whatever learns them (TargetFacts::missing).
void number_text_labels(Dataset& dataset, int number, const TextLabels& labels,
                        const std::vector<std::string>& given, const Where& where);

}  // namespace glassnet

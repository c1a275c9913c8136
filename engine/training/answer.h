// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/loss.h"

#include <span>
#include <vector>

namespace glassnet {

/// A class that a network answers with, and how sure it is of it: 0 … 1.
struct ClassAnswer {
    int number = 0;
    float probability = 0;
};

/// What a row of outputs that learned by this loss says of the classes, in their order. One output tells two
/// classes apart: it says how sure it is of the second. Outputs that the loss takes for logits become
/// probabilities here.
[[nodiscard]] std::vector<ClassAnswer> class_answers(std::span<const float> outputs, const Loss& loss);

/// The class that the row names. Throws nothing; the row has at least one output.
[[nodiscard]] ClassAnswer named_answer(std::span<const float> outputs, const Loss& loss);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/loss.h"

#include <span>
#include <vector>

namespace glassnet {

/// A predicted class, and how sure the network is of it: 0 … 1.
struct ClassPrediction {
    int number = 0;
    float probability = 0;
};

/// Returns the predictions for the classes, in their order, from a row of outputs trained with this loss. One
/// output tells two classes apart: it is the confidence in the second. Outputs that the loss takes for logits
/// become probabilities here.
[[nodiscard]] std::vector<ClassPrediction> class_predictions(std::span<const float> outputs,
                                                             const Loss& loss);

/// Returns the class that the row predicts. Throws nothing; the row has at least one output.
[[nodiscard]] ClassPrediction predicted_class(std::span<const float> outputs, const Loss& loss);

}  // namespace glassnet

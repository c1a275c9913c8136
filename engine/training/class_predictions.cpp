// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/class_predictions.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

std::vector<ClassPrediction> class_predictions(std::span<const float> outputs, const Loss& loss) {
    std::vector<ClassPrediction> answers;
    if (outputs.size() == 1) {
        // Hinge losses ask for −1 and 1.
        const bool is_signed = !loss.takes_logits() && loss.threshold() == 0;
        const float second = loss.takes_logits() ? 1 / (1 + std::exp(-outputs[0]))
                             : is_signed         ? std::clamp((1 + outputs[0]) / 2, 0.0F, 1.0F)
                                                 : outputs[0];
        return {{0, 1 - second}, {1, second}};
    }
    const float largest = std::ranges::max(outputs);
    float sum = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const float probability = loss.takes_logits() ? std::exp(outputs[i] - largest) : outputs[i];
        answers.push_back({static_cast<int>(i), probability});
        sum += probability;
    }
    if (loss.takes_logits())
        for (ClassPrediction& answer : answers) answer.probability /= sum;
    return answers;
}

ClassPrediction predicted_class(std::span<const float> outputs, const Loss& loss) {
    const auto number = static_cast<int>(
        named_class(outputs.data(), static_cast<std::int64_t>(outputs.size()), loss.threshold()));
    return class_predictions(outputs, loss)[static_cast<std::size_t>(number)];
}

}  // namespace glassnet

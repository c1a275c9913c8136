// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/metrics/counts.h"

#include <algorithm>

namespace glassnet {

int Predictions::predicted_class(std::int64_t sample) const {
    const float* const scores = output.data() + sample * outputs;
    if (outputs == 1) return scores[0] > 0.5F ? 1 : 0;
    return static_cast<int>(std::max_element(scores, scores + outputs) - scores);
}

double Predictions::score(std::int64_t sample, int of_class) const {
    const auto value = static_cast<double>(
        output[static_cast<std::size_t>(sample * outputs + (outputs == 1 ? 0 : of_class))]);
    return outputs == 1 && of_class == 0 ? 1 - value : value;
}

ClassCounts::ClassCounts(const Predictions& predictions)
    : all(static_cast<double>(predictions.samples)),
      samples(static_cast<std::size_t>(predictions.classes())),
      claimed(samples.size()),
      correct(samples.size()) {
    for (std::int64_t sample = 0; sample < predictions.samples; ++sample) {
        const auto truth = static_cast<std::size_t>(predictions.truth(sample)),
                   answer = static_cast<std::size_t>(predictions.predicted_class(sample));
        ++samples[truth];
        ++claimed[answer];
        if (truth != answer) continue;
        ++correct[truth];
        ++all_right;
    }
}

}  // namespace glassnet

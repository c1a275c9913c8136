// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <optional>
#include <span>
#include <vector>

namespace glassnet {

/// How often samples of each class got each prediction: counts[true][predicted]. Square; wide enough for
/// every class and every prediction.
using ConfusionCounts = std::vector<std::vector<int>>;

/// Counts the predictions; `predicted` holds one for each sample of `part`, in its order. The data set has
/// classes.
[[nodiscard]] ConfusionCounts confusion_counts(const Dataset& dataset, const DataPart& part,
                                               std::span<const int> predicted);

/// How well one class is told from the others. A ratio that would divide by zero is absent.
struct ClassScore {
    int samples = 0;                  // of this class
    int claimed = 0;                  // predictions that name it
    int correct = 0;                  // both
    std::optional<double> precision;  // correct / claimed
    std::optional<double> recall;     // correct / samples
    std::optional<double> f1;         // 2·correct / (samples + claimed), the harmonic mean of both
};

[[nodiscard]] std::vector<ClassScore> class_scores(const ConfusionCounts& counts);

}  // namespace glassnet

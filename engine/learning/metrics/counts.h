// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/metric.h"

#include <vector>

namespace glassnet {

/// Counts of each class from the predictions alone.
struct ClassCounts {
    explicit ClassCounts(const Predictions& predictions);

    /// Tells whether a class is neither true nor predicted: such a class takes no part in means.
    [[nodiscard]] bool absent(std::size_t number) const {
        return samples[number] == 0 && claimed[number] == 0;
    }

    double all = 0, all_right = 0;
    std::vector<double> samples, claimed, correct;  // of each class: true, predicted, both
};

}  // namespace glassnet

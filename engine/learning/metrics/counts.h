// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/metric.h"

#include <vector>

namespace glassnet {

/// What can be known of classes from the answers alone.
struct ClassCounts {
    explicit ClassCounts(const Answers& answers);

    /// Neither true nor answered: such a class takes no part in means.
    [[nodiscard]] bool absent(std::size_t number) const {
        return samples[number] == 0 && claimed[number] == 0;
    }

    double all = 0, all_right = 0;
    std::vector<double> samples, claimed, right;  // of each class: true, answered, both
};

}  // namespace glassnet

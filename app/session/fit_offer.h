// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/fit_to_data.h"

#include <vector>

namespace glassnet::app {

class DataSource;

/// What would have to change so that the project can be trained on its data. A value.
struct FitOffer {
    std::vector<Problem> changes;
    [[nodiscard]] bool empty() const { return changes.empty(); }
};

[[nodiscard]] FitOffer fitOffer(const Project& project, const DataSource& data);

/// Returns the project as the offer makes it.
[[nodiscard]] Project withOffer(Project project, const DataSource& data);

}  // namespace glassnet::app

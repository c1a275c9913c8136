// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/fit_to_data.h"

#include <optional>
#include <utility>
#include <vector>

namespace glassnet::app {

class DataSource;

/// What would have to change so that the project can be trained on its data: first the size of the pictures,
/// without which nothing is loaded, then the network. A value.
struct FitOffer {
    std::optional<std::pair<int, int>> picture_size;  // height, width
    std::vector<Problem> changes;
    [[nodiscard]] bool empty() const { return !picture_size && changes.empty(); }
};

[[nodiscard]] FitOffer fitOffer(const Project& project, const DataSource& data);

/// Returns the project as the offer makes it.
[[nodiscard]] Project withOffer(Project project, const DataSource& data);

}  // namespace glassnet::app

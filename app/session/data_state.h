// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "project/project.h"

#include <optional>
#include <vector>

namespace glassnet::app {

/// What is known of the data that a project names. A value.
struct DataState {
    bool loading = false;
    std::optional<DatasetSummary> summary;  // nothing while it loads or where it was refused
    std::vector<Problem> problems;          // why it was refused
};

/// Checks the project with what is known of its data: that it is loading, or why it was refused, are problems
/// like any other, on the first Input and on the setting "data.source". Whether the memory suffices is not
/// checked: that takes a plan, see TrainingMemory.
[[nodiscard]] Checked checkWith(const Project& project, const DataState& data);

/// Tells whether the data is still loading.
[[nodiscard]] bool waitsForData(const std::vector<Problem>& problems);

/// Tells whether the problem can be fixed on the Data page.
[[nodiscard]] bool isOfData(const Problem& problem);

}  // namespace glassnet::app

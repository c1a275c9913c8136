// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <vector>

namespace glassnet {

/// A project that fits its data, and what had to be changed, one hint for each change.
struct Fitted {
    Project project;
    std::vector<Problem> changes;
};

/// Fits a network with one input and one output to data: the size of pictures, the shape of the input, the
/// size and the activation of the last layer with units, the loss where it cannot learn the targets, the
/// metrics, and the Rescale of pictures. What the project has chosen and what fits stays. Networks with
/// several inputs or outputs stay as they are in what cannot be told.
[[nodiscard]] Fitted fit_to_data(Project project, const DatasetSummary& data);

}  // namespace glassnet

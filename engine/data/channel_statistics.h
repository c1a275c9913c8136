// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "base/threads.h"
#include "data/dataset.h"
#include "data/pipeline.h"

#include <vector>

namespace glassnet {

/// Computes the statistics of each channel (the last side) over all training samples, after the pipeline and
/// without augmentation. Computed in double in a fixed order: the same bits whatever the number of threads.
[[nodiscard]] ChannelStatistics statistics_of(const Dataset& data, const Pipeline& pipeline,
                                              ThreadPool& pool);

/// Returns the preprocessing with all settings that its steps take from the training part; each step sees
/// what those before it make of that part. The same where none is open. `threads` as for a training.
[[nodiscard]] std::vector<KindSettings> fitted_steps(const std::vector<KindSettings>& preprocessing,
                                                     const Dataset& data, int threads);

}  // namespace glassnet

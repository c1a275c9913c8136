// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "data/dataset.h"
#include "data/pipeline.h"
#include "math/arena.h"
#include "plan/plan.h"

namespace glassnet {

/// Gives layers that adapt to the data (Normalization) the mean and the biased variance of each channel over
/// all training samples, after preprocessing and without augmentation. Computed in double in a fixed order:
/// the same bits whatever the number of threads.
void adapt_to_data(const Plan& plan, const Dataset& data, const Pipeline& pipeline, ThreadPool& pool,
                   Arena<float>& weights);

}  // namespace glassnet

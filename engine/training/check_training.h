// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "network/check.h"
#include "training/training_settings.h"

#include <vector>

namespace glassnet {

/// Whether check_training also compiles a plan to tell if the memory suffices, which is too slow for the UI
/// thread.
enum class MemoryCheck { with_a_plan, left_out };

/// What a training needs besides the network, as it stands in a project.
struct TrainingChoices {
    const TrainingSettings& settings;
    const std::vector<KindSettings>& augmentation;
    const std::vector<KindSettings>& preprocessing;
    const DatasetSummary* data = nullptr;  // nullptr: not loaded yet, what needs it is left out
    int threads = 0;                       // 0: as many as the machine has
    MemoryCheck memory = MemoryCheck::with_a_plan;
};

/// Adds to `checked.problems` whatever keeps this network from being trained this way, or will make it train
/// badly: loss, optimizer, outputs of the network, data, batch, memory.
void check_training(Checked& checked, const TrainingChoices& choices);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "network/network.h"
#include "training/training_settings.h"

#include <memory>
#include <vector>

namespace glassnet {

/// All that a run depends on. A value: a run keeps its copy, edits of the project never reach it.
struct TrainingTask {
    Network network;
    std::shared_ptr<const Dataset> dataset;
    std::vector<KindSettings> augmentation;
    std::vector<KindSettings> preprocessing;
    TrainingSettings settings;
    int threads = 0;  // 0: as many as the machine has
};

}  // namespace glassnet

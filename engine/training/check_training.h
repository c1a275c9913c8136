// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "network/check.h"
#include "training/class_weight.h"
#include "training/loss.h"
#include "training/optimizer.h"
#include "training/stopping.h"
#include "training/training_settings.h"

#include <memory>
#include <vector>

namespace glassnet {

/// What a training needs besides the network, as it stands in a project.
struct TrainingChoices {
    const TrainingSettings& settings;
    const std::vector<KindSettings>& augmentation;
    const std::vector<KindSettings>& preprocessing;
    const DatasetSummary* data = nullptr;  // nullptr: not loaded yet, what needs it is left out
    int threads = 0;                       // 0: as many as the machine has
};

/// Adds to `checked.problems` whatever keeps this network from being trained this way, or will make it train badly: loss, optimizer, ends
/// of the network, data, batch, memory.
void check_training(Checked& checked, const TrainingChoices& choices);

/// What the settings name, with its settings; throws Error.
[[nodiscard]] std::unique_ptr<Loss> make_loss(const TrainingSettings& settings);
[[nodiscard]] std::unique_ptr<Loss> make_loss(const KindSettings& loss, const std::string& where);
[[nodiscard]] std::unique_ptr<ClassWeight> make_class_weight(const TrainingSettings& settings);
[[nodiscard]] std::unique_ptr<Stopping> make_stopping(const TrainingSettings& settings);
[[nodiscard]] std::unique_ptr<Optimizer> make_optimizer(const TrainingSettings& settings);

}  // namespace glassnet

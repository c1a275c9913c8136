// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "learning/class_weight.h"
#include "learning/loss.h"
#include "learning/optimizer.h"
#include "learning/stopping.h"
#include "training/training_settings.h"

#include <memory>
#include <string>

namespace glassnet {

/// Makes what the settings name, with its settings. Throws Error.
[[nodiscard]] std::unique_ptr<Loss> make_loss(const TrainingSettings& settings);
[[nodiscard]] std::unique_ptr<Loss> make_loss(const KindSettings& loss, const std::string& where);
[[nodiscard]] std::unique_ptr<ClassWeight> make_class_weight(const TrainingSettings& settings);
[[nodiscard]] std::unique_ptr<Stopping> make_stopping(const TrainingSettings& settings);
[[nodiscard]] std::unique_ptr<Optimizer> make_optimizer(const TrainingSettings& settings);

}  // namespace glassnet

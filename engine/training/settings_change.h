// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/training_settings.h"

#include <cstdint>

namespace glassnet {

/// Settings that a run adopted while it was under way: from batch `step` (counted from 0) on.
struct SettingsChange {
    std::int64_t step = 0;
    TrainingSettings settings;
    friend bool operator==(const SettingsChange&, const SettingsChange&) = default;
};

/// Tells whether a run trained with `from` can continue with `to`: how long, how fast, with which schedule
/// and in which batches it learns may change, and all of the optimizer's settings that leave its memory the
/// same. What is learned (loss, outputs, class weights), what each epoch measures, which is the best and the
/// order of the samples stay. Both must be settings that check_training accepts.
[[nodiscard]] bool can_change(const TrainingSettings& from, const TrainingSettings& to);

/// Tells whether a run that changes from one to the other takes as much memory as before.
[[nodiscard]] bool takes_as_much_memory(const TrainingSettings& from, const TrainingSettings& to);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <memory>
#include <string>
#include <vector>

namespace glassnet::app {

/// Returns, as hints, what of the project a run does not train because it was edited since: one on each layer
/// that is new, set differently or wired differently, and one for data and settings, which names them.
/// `dataset` is the project's; nullptr while there is none.
[[nodiscard]] std::vector<Problem> editsSince(const TrainingTask& run, const Project& project,
                                              const std::shared_ptr<const Dataset>& dataset);

/// Returns the names of the settings that differ, as in the project's file.
[[nodiscard]] std::vector<std::string> settingsThatDiffer(const TrainingSettings& was,
                                                          const TrainingSettings& is);

}  // namespace glassnet::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <string>

namespace glassnet::cli {

/// For CLI11: empty for "place.setting=value", else what is wrong with the text.
[[nodiscard]] std::string fault_of_set(const std::string& text);

/// The project with one setting of its file set, the value read as JSON, else as text: "dense_1.units=64", "training.epochs=5",
/// "training.optimizer.momentum=0.9" (or without "training."), "data.image_height=64", "preprocessing.0.scale=0.5". Throws Error where
/// there is no such node or setting, naming those that there are.
[[nodiscard]] Project with_setting(const Project& project, const std::string& text);

}  // namespace glassnet::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <string>

namespace glassnet {

/// Returns the project with one setting changed. `path` is its place in the file, as in "training.epochs",
/// "data.validation_split", "preprocessing.0.scale", or a node with one of its settings, as in
/// "dense_1.units"; parts of the training may be named without it ("optimizer.momentum"). Accepts what the
/// file would accept, values out of range included, which the check reports. Throws Error: no such place, no
/// such setting, or no value of its type.
[[nodiscard]] Project with_setting(const Project& project, std::string path, const Value& value);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <string>

namespace glassnet {

/// The project with one setting of another value. `path` is its place in the file, as in "training.epochs",
/// "data.image_height", "preprocessing.0.scale", or a node with a setting of it, as in "dense_1.units"; parts
/// of the training may be named without it ("optimizer.momentum"). What the file would take is taken, out of
/// range included, which the check tells. Throws Error: no such place, no such setting, or no value of its
/// type.
[[nodiscard]] Project with_setting(const Project& project, std::string path, const Value& value);

}  // namespace glassnet

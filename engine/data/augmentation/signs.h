// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/step.h"

#include <string>
#include <vector>

namespace glassnet {

/// Returns a warning where pictures of signs, which classes called by one digit or one letter each seem to
/// be, are mirrored or turned so far that they mean something else.
[[nodiscard]] std::vector<Problem> sign_problems(const Distortion& distortion,
                                                 const std::vector<std::string>& class_names);

}  // namespace glassnet

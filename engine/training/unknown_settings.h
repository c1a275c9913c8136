// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "training/training_settings.h"

#include <span>
#include <string_view>
#include <vector>

namespace glassnet {

/// A warning for each of these fields, which nothing reads; `known` are those that there are in `place`
/// ("project", "network").
[[nodiscard]] std::vector<Problem> unknown_fields(const Value::Map& fields, std::string_view place,
                                                  std::span<const std::string_view> known);
/// The same of the fields that stood with a record and are none of its settings.
[[nodiscard]] std::vector<Problem> unknown_fields(const Value::Map& written, std::string_view place,
                                                  const Record& record);

/// The same of all that a training says: its own fields, those of its outputs, and the settings of optimizer,
/// loss, stopping and class weights, whatever lies within them included.
[[nodiscard]] std::vector<Problem> unknown_settings(const TrainingSettings& settings);

}  // namespace glassnet

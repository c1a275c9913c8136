// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "training/training_settings.h"

#include <span>
#include <string_view>
#include <vector>

namespace glassnet {

/// Returns a warning for each of these fields, which nothing reads; `known` are those that exist in `place`
/// ("project", "network").
[[nodiscard]] std::vector<Problem> unknown_fields(const Value::Map& fields, std::string_view place,
                                                  std::span<const std::string_view> known);
/// Returns a warning for each field that stood with a record and is none of its settings.
[[nodiscard]] std::vector<Problem> unknown_fields(const Value::Map& written, std::string_view place,
                                                  const Record& record);

/// Returns a warning for each unknown field of a training: its own fields, those of its outputs, and the
/// settings of optimizer, loss, stopping and class weights, whatever lies within them included.
[[nodiscard]] std::vector<Problem> unknown_settings(const TrainingSettings& settings);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/value.h"
#include "training/class_predictions.h"

#include <string>
#include <vector>

namespace glassnet::cli {

/// Returns the most likely classes of one sample, at most five, as fields “class” and “probability”.
[[nodiscard]] Value::List ranked_classes(std::vector<ClassPrediction> predictions,
                                         const std::vector<std::string>& names);

/// Returns them as a person reads them: “  boot 97.1 %  bag 2.0 %”.
[[nodiscard]] std::string in_words(const Value::List& ranked);

}  // namespace glassnet::cli

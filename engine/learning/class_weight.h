// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace glassnet {

/// How much the samples of each class count in the training loss (Keras' class_weight; validation is never
/// weighted).
class ClassWeight : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<ClassWeight> clone() const = 0;
    /// Returns one factor for each class from its number of training samples; empty where all count alike.
    [[nodiscard]] virtual std::vector<double> weights(std::span<const std::int64_t> samples) const = 0;
    /// Returns what does not fit data with so many classes (0: values).
    [[nodiscard]] virtual std::optional<Problem> problem(int classes) const = 0;
};

}  // namespace glassnet

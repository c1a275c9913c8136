// SPDX-License-Identifier: GPL-3.0-or-later
//
// How good predictions are. To add a metric: a class in metrics/ and a line in catalogue.cpp.
#pragma once

#include "base/settings.h"
#include "learning/loss.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace glassnet {

/// A network's predictions for all samples of a part, and the truth. For class targets `outputs` are scores
/// of the classes, the largest of which is the prediction; a single output is the probability of class 1 of
/// two.
struct Predictions {
    std::int64_t samples = 0;
    std::int64_t outputs = 0;
    std::span<const float> output;  // samples × outputs
    std::span<const float> target;  // samples class numbers, or samples × outputs values

    [[nodiscard]] int classes() const { return outputs == 1 ? 2 : static_cast<int>(outputs); }
    [[nodiscard]] int truth(std::int64_t sample) const {
        return static_cast<int>(target[static_cast<std::size_t>(sample)]);
    }
    /// Returns the predicted class: the first of the largest scores; of a single output whether it exceeds
    /// 0.5.
    [[nodiscard]] int predicted_class(std::int64_t sample) const;
    /// Returns how sure the network is that this sample is of this class.
    [[nodiscard]] double score(std::int64_t sample, int of_class) const;
};

/// One metric with its settings. Definitions are scikit-learn's.
class Metric : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Metric> clone() const = 0;
    [[nodiscard]] virtual TargetKind target_kind() const = 0;
    [[nodiscard]] virtual bool larger_is_better() const { return true; }
    /// Computes the metric; nothing where it is not defined: no samples, or a class that is missing.
    [[nodiscard]] virtual std::optional<double> of(const Predictions& predictions) const = 0;
};

}  // namespace glassnet

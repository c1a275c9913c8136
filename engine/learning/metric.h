// SPDX-License-Identifier: GPL-3.0-or-later
//
// How good answers are. To add a measure: a class in metrics/ and a line in catalogue.cpp.
#pragma once

#include "base/settings.h"
#include "learning/loss.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace glassnet {

/// What a network has answered to all samples of a part, and what is true. Of class targets `outputs` are
/// scores of the classes, the largest of which is the answer; a single output is the probability of class 1
/// of two.
struct Answers {
    std::int64_t samples = 0;
    std::int64_t outputs = 0;
    std::span<const float> output;  // samples × outputs
    std::span<const float> target;  // samples class numbers, or samples × outputs values

    [[nodiscard]] int classes() const { return outputs == 1 ? 2 : static_cast<int>(outputs); }
    [[nodiscard]] int truth(std::int64_t sample) const {
        return static_cast<int>(target[static_cast<std::size_t>(sample)]);
    }
    /// The class answered: the first of the largest scores; of a single output whether it exceeds 0.5.
    [[nodiscard]] int answer(std::int64_t sample) const;
    /// How sure the network is that this sample is of this class.
    [[nodiscard]] double score(std::int64_t sample, int of_class) const;
};

/// One measure with its settings. Definitions are scikit-learn's.
class Metric : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Metric> clone() const = 0;
    [[nodiscard]] virtual TargetKind target_kind() const = 0;
    [[nodiscard]] virtual bool larger_is_better() const { return true; }
    /// Nothing where it is not defined: no samples, or a class that is missing.
    [[nodiscard]] virtual std::optional<double> of(const Answers& answers) const = 0;
};

}  // namespace glassnet

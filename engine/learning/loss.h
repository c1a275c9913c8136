// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "math/elementwise/activations.h"
#include "math/shape.h"
#include "math/target_range.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace glassnet {

/// The kind of targets that a loss compares with.
enum class TargetKind {
    class_number,  // one number per sample
    values         // as many as the output has
};

/// One sample's output and target.
template <class T>
struct LossSample {
    std::int64_t outputs = 0;
    T* output = nullptr;        // a fused loss turns logits into probabilities here
    const T* target = nullptr;  // class number or values; nullptr: only turn logits into probabilities
    T* gradient = nullptr;      // to be overwritten with ∂loss/∂output × scale; nullptr: not wanted
    T scale = 1;                // 1 / batch
};

/// One kind of loss with its settings: the mean over a batch of a number per sample. Immutable once shared.
class Loss : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Loss> clone() const = 0;
    /// Returns what a sample's target must be.
    [[nodiscard]] virtual TargetKind target_kind() const = 0;
    /// Tells whether data with classes will do: where values are needed, write_class_target makes them.
    [[nodiscard]] virtual bool takes_classes() const { return target_kind() == TargetKind::class_number; }
    /// Returns which values it accepts as targets. Rows that stand for classes lie within all of the ranges.
    [[nodiscard]] virtual TargetRange target_range() const { return TargetRange::any; }
    /// Returns the activation that this loss computes itself, from the values before it; nothing if none.
    [[nodiscard]] virtual std::optional<ActivationFunction> fused_activation() const { return {}; }
    /// Returns the activation that the last layer should have, because probabilities are expected; nothing if
    /// any will do.
    [[nodiscard]] virtual std::optional<ActivationFunction> wanted_activation() const {
        return fused_activation();
    }
    /// Tells whether it is the mean of each output's term, so that outputs may have any shape; otherwise it
    /// compares rows.
    [[nodiscard]] virtual bool takes_any_shape() const { return false; }
    /// Tells whether the outputs are logits, which become probabilities by softmax (one output: by the
    /// sigmoid).
    [[nodiscard]] virtual bool takes_logits() const { return false; }
    /// Returns the value above which a network with a single output predicts the second class.
    [[nodiscard]] virtual double threshold() const { return 0.5; }
    /// Computes the loss of one sample. `fused`: output holds the values before the fused activation and
    /// receives those after it.
    virtual float sample(const LossSample<float>&, bool fused) const = 0;
    virtual double sample(const LossSample<double>&, bool fused) const = 0;
};

template <class Derived>
class LossOf : public KindOf<Derived, Loss> {
public:
    float sample(const LossSample<float>& sample, bool fused) const final {
        return this->self().run(sample, fused);
    }
    double sample(const LossSample<double>& sample, bool fused) const final {
        return this->self().run(sample, fused);
    }
};

/// Writes the row that stands for a class: a 1 at its place; for a single output the class number itself, 0
/// or 1.
template <class T>
void write_class_target(std::int64_t number, std::int64_t outputs, T* to) {
    for (std::int64_t i = 0; i < outputs; ++i) to[i] = i == number ? T{1} : T{0};
    if (outputs == 1) to[0] = static_cast<T>(number);
}

/// Returns the class that a row of outputs predicts.
template <class T>
[[nodiscard]] std::int64_t named_class(const T* values, std::int64_t outputs, double threshold) {
    if (outputs == 1) return static_cast<double>(values[0]) > threshold ? 1 : 0;
    std::int64_t largest = 0;
    for (std::int64_t i = 1; i < outputs; ++i) {
        if (values[i] > values[largest]) largest = i;
    }
    return largest;
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "math/shape.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace glassnet {

/// What targets a loss compares with.
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
    [[nodiscard]] virtual TargetKind target_kind() const = 0;
    /// The activation this loss wants to compute itself, from the values before it; empty if none. (Keras name)
    [[nodiscard]] virtual std::string_view fused_activation() const { return {}; }
    /// The loss of one sample. `fused`: output holds the values before the fused activation and receives those after it.
    virtual float sample(const LossSample<float>&, bool fused) const = 0;
    virtual double sample(const LossSample<double>&, bool fused) const = 0;
};

template <class Derived>
class LossOf : public KindOf<Derived, Loss> {
public:
    float sample(const LossSample<float>& sample, bool fused) const final { return this->self().run(sample, fused); }
    double sample(const LossSample<double>& sample, bool fused) const final { return this->self().run(sample, fused); }
};

}  // namespace glassnet

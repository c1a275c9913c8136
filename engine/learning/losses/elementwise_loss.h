// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/loss.h"

namespace glassnet {

/// What one output adds to a loss, and the derivative of that with respect to the output.
struct LossTerm {
    double value;
    double slope;
};

/// A loss that is the mean over a sample's outputs of a function of one output and its target: `LossTerm
/// term(double y, double t) const`, which lets NaN through. Computed in double for both precisions: at the
/// limits of their domain, logarithms lose digits that training then misses.
template <class Derived>
class ElementwiseLoss : public LossOf<Derived> {
public:
    [[nodiscard]] TargetKind target_kind() const override { return TargetKind::values; }
    [[nodiscard]] bool takes_any_shape() const override { return true; }

    template <class T>
    T run(const LossSample<T>& sample, bool) const {
        if (!sample.target) return 0;
        const auto count = static_cast<double>(sample.outputs);
        const double scale = static_cast<double>(sample.scale) / count;
        double sum = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const LossTerm term = this->self().term(static_cast<double>(sample.output[i]),
                                                    static_cast<double>(sample.target[i]));
            sum += term.value;
            if (sample.gradient) sample.gradient[i] = static_cast<T>(term.slope * scale);
        }
        return static_cast<T>(sum / count);
    }
};

}  // namespace glassnet

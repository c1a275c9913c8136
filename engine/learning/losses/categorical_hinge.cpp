// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// Asks the true class' output to be 1 above all others: max(neg − pos + 1, 0) with pos = Σ t·y and neg = max
/// of (1 − t)·y. Source: Keras; where several are the largest, the first gets the gradient.
class CategoricalHinge final : public LossOf<CategoricalHinge> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "categorical_hinge",
                .title = "Categorical hinge",
                .group = "Classification",
                .summary = "Asks the right class' output to be 1 above all others.",
                .formula = "L = max(largest (1 − t) · y − Σ t · y + 1, 0)",
                .keras = "keras.losses.CategoricalHinge",
                .pytorch = "torch.nn.MultiMarginLoss",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }
    bool takes_classes() const override { return true; }
    TargetRange target_range() const override { return TargetRange::shares; }
    double threshold() const override { return 0; }

    template <class T>
    T run(const LossSample<T>& sample, bool) const {
        if (!sample.target) return 0;
        T right = 0, wrong = 0;
        std::int64_t largest = -1;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            right += sample.target[i] * sample.output[i];
            const T other = (1 - sample.target[i]) * sample.output[i];
            if (largest >= 0 && !(other > wrong) && !std::isnan(other)) continue;
            wrong = other;
            largest = i;
        }
        const T short_of = wrong - right + 1;
        const bool enough = short_of <= 0;  // NaN is not enough
        for (std::int64_t i = 0; sample.gradient && i < sample.outputs; ++i) {
            const T slope = (i == largest ? 1 - sample.target[i] : T{0}) - sample.target[i];
            sample.gradient[i] = enough ? T{0} : slope * sample.scale;
        }
        return enough ? T{0} : short_of;
    }
};

}  // namespace

std::unique_ptr<Loss> make_categorical_hinge() { return std::make_unique<CategoricalHinge>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/loss.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// How far the predicted probabilities are from the target's: Σ t · ln(t / p), both kept within 1e-7 … 1
/// (Kullback and Leibler, 1951). Source: Keras.
class KlDivergence final : public LossOf<KlDivergence> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "kl_divergence",
                .title = "Kullback–Leibler divergence",
                .group = "Classification",
                .summary = "How far the probabilities given are from those of the targets.",
                .formula = "L = Σ t · ln(t / p)",
                .keras = "keras.losses.KLDivergence",
                .pytorch = "torch.nn.KLDivLoss",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }
    bool takes_classes() const override { return true; }
    TargetRange target_range() const override { return TargetRange::shares; }

    template <class T>
    T run(const LossSample<T>& sample, bool) const {
        if (!sample.target) return 0;
        constexpr double least = 1e-7;
        double sum = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const auto output = static_cast<double>(sample.output[i]);
            const double t = std::clamp(static_cast<double>(sample.target[i]), least, 1.0),
                         p = std::clamp(output, least, 1.0);
            sum += t * std::log(t / p);
            if (sample.gradient)
                sample.gradient[i] =
                    output < least || output > 1 ? T{0} : static_cast<T>(-t / p) * sample.scale;
        }
        return static_cast<T>(sum);
    }
};

}  // namespace

std::unique_ptr<Loss> make_kl_divergence() { return std::make_unique<KlDivergence>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"
#include "learning/losses/probabilities.h"

namespace glassnet {

namespace {

/// −Σ t · ln p over the classes; targets are shares of each class, class numbers become rows with a single 1.
/// With softmax as the last activation both are computed together from the values before it. Source: Keras.
class CategoricalCrossentropy final : public LossOf<CategoricalCrossentropy> {
public:
    bool from_logits = false;
    double label_smoothing = 0;

    static constexpr auto settings =
        std::tuple{setting("label_smoothing", &CategoricalCrossentropy::label_smoothing, between(0, 1),
                           "Share of each target that is replaced by an even guess, against overconfidence."),
                   advanced(setting("from_logits", &CategoricalCrossentropy::from_logits,
                                    "Whether the output is not yet probabilities (no softmax at the end)."))};

    static Description describe() {
        return {.id = "categorical_crossentropy",
                .title = "Categorical cross-entropy",
                .group = "Classification",
                .summary =
                    "How surprised the network is by the right classes; targets are shares of each class, or "
                    "class numbers.",
                .formula = "L = −Σ t · ln p",
                .keras = "keras.losses.CategoricalCrossentropy",
                .pytorch = "torch.nn.CrossEntropyLoss",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }
    bool takes_classes() const override { return true; }
    bool takes_logits() const override { return from_logits; }
    TargetRange target_range() const override { return TargetRange::shares; }
    std::optional<ActivationFunction> fused_activation() const override {
        return from_logits ? std::nullopt : std::optional(ActivationFunction::softmax);
    }

    template <class T>
    T run(const LossSample<T>& sample, bool fused) const {
        if (fused || from_logits) return of_logits(sample, fused);
        if (!sample.target) return 0;
        return loss_over_probabilities(sample, false, [&](double p, std::int64_t i) {
            const double t = target(sample, i), kept = kept_probability(p);
            return LossTerm{-t * std::log(kept), inside_margin(p) ? -t / kept : 0};
        });
    }

private:
    template <class T>
    double target(const LossSample<T>& sample, std::int64_t i) const {
        return static_cast<double>(sample.target[i]) * (1 - label_smoothing) +
               label_smoothing / static_cast<double>(sample.outputs);
    }

    template <class T>
    T of_logits(const LossSample<T>& sample, bool replace) const {
        const SoftmaxRow<T> row(sample.output, sample.outputs);
        double loss = 0, all = 0;
        for (std::int64_t i = 0; sample.target && i < sample.outputs; ++i) {
            const double t = target(sample, i);
            all += t;
            loss -= t * row.log_probability(i);
        }
        for (std::int64_t i = 0; sample.target && sample.gradient && i < sample.outputs; ++i)
            sample.gradient[i] = static_cast<T>((all * row.probability(i) - target(sample, i)) *
                                                static_cast<double>(sample.scale));
        for (std::int64_t i = 0; replace && i < sample.outputs; ++i)
            sample.output[i] = static_cast<T>(row.probability(i));
        return static_cast<T>(loss);
    }
};

}  // namespace

std::unique_ptr<Loss> make_categorical_crossentropy() { return std::make_unique<CategoricalCrossentropy>(); }

}  // namespace glassnet

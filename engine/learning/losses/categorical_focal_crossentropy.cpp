// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"
#include "learning/losses/probabilities.h"

namespace glassnet {

namespace {

/// Categorical cross-entropy that counts classes less the surer they are (Lin et al., Focal Loss for Dense
/// Object Detection, 2017). Source: Keras.
class CategoricalFocalCrossentropy final : public LossOf<CategoricalFocalCrossentropy> {
public:
    double alpha = 0.25;
    double gamma = 2;
    bool from_logits = false;
    double label_smoothing = 0;

    static constexpr auto settings = std::tuple{
        setting("gamma", &CategoricalFocalCrossentropy::gamma, at_least(0),
                "How much less a confident correct prediction counts; 0: not less."),
        setting("alpha", &CategoricalFocalCrossentropy::alpha, at_least(0), "Weight of the whole loss."),
        advanced(setting("label_smoothing", &CategoricalFocalCrossentropy::label_smoothing, between(0, 1),
                         "Share of each target that is replaced by an even guess, against overconfidence.")),
        advanced(setting("from_logits", &CategoricalFocalCrossentropy::from_logits,
                         "Whether the output is not yet probabilities (no softmax at the end)."))};

    static Description describe() {
        return {.id = "categorical_focal_crossentropy",
                .title = "Categorical focal cross-entropy",
                .group = "Classification",
                .summary = "Categorical cross-entropy in which hard samples count more than easy ones.",
                .formula = "L = −Σ α · (1 − p)^γ · t · ln p",
                .keras = "keras.losses.CategoricalFocalCrossentropy",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }
    bool takes_classes() const override { return true; }
    bool takes_logits() const override { return from_logits; }
    TargetRange target_range() const override { return TargetRange::shares; }
    std::optional<ActivationFunction> wanted_activation() const override {
        return from_logits ? std::nullopt : std::optional(ActivationFunction::softmax);
    }

    template <class T>
    T run(const LossSample<T>& sample, bool) const {
        if (!sample.target) return 0;
        const double smooth = label_smoothing / static_cast<double>(sample.outputs);
        return loss_over_probabilities(sample, from_logits, [&](double p, std::int64_t i) {
            const double t = static_cast<double>(sample.target[i]) * (1 - label_smoothing) + smooth;
            return focal(kept_probability(p), t, inside_margin(p));
        });
    }

private:
    [[nodiscard]] LossTerm focal(double p, double t, bool moves) const {
        const double factor = alpha * std::pow(1 - p, gamma), logarithm = std::log(p);
        const double factor_slope = gamma == 0 ? 0 : -alpha * gamma * std::pow(1 - p, gamma - 1);
        return {-t * factor * logarithm, moves ? -t * (factor_slope * logarithm + factor / p) : 0};
    }
};

}  // namespace

std::unique_ptr<Loss> make_categorical_focal_crossentropy() {
    return std::make_unique<CategoricalFocalCrossentropy>();
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"
#include "learning/losses/probabilities.h"

namespace glassnet {

namespace {

/// Binary cross-entropy that counts predictions less the surer they are, so that many easy samples do not
/// drown the few hard ones (Lin et al., Focal Loss for Dense Object Detection, 2017). Source: Keras.
class BinaryFocalCrossentropy final : public ElementwiseLoss<BinaryFocalCrossentropy> {
public:
    bool apply_class_balancing = false;
    double alpha = 0.25;
    double gamma = 2;
    bool from_logits = false;
    double label_smoothing = 0;

    static constexpr auto settings = std::tuple{
        setting("gamma", &BinaryFocalCrossentropy::gamma, at_least(0),
                "How much less a confident correct prediction counts; 0: not less."),
        advanced(setting("apply_class_balancing", &BinaryFocalCrossentropy::apply_class_balancing,
                         "Whether alpha weighs the two classes.")),
        advanced(setting("alpha", &BinaryFocalCrossentropy::alpha, between(0, 1),
                         "Weight of yes; no has 1 − alpha.")),
        advanced(setting("label_smoothing", &BinaryFocalCrossentropy::label_smoothing, between(0, 1),
                         "Share of each target that is replaced by an even guess, against overconfidence.")),
        advanced(setting("from_logits", &BinaryFocalCrossentropy::from_logits,
                         "Whether the output is not yet probabilities (no sigmoid at the end)."))};

    static Description describe() {
        return {.id = "binary_focal_crossentropy",
                .title = "Binary focal cross-entropy",
                .group = "Classification",
                .summary = "Binary cross-entropy in which hard samples count more than easy ones.",
                .formula = "L = mean of −(1 − pₜ)^γ · ln pₜ, where pₜ is the probability of the true class",
                .keras = "keras.losses.BinaryFocalCrossentropy",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    bool takes_classes() const override { return true; }
    bool takes_logits() const override { return from_logits; }
    TargetRange target_range() const override { return TargetRange::zero_to_one; }
    std::optional<ActivationFunction> wanted_activation() const override {
        return from_logits ? std::nullopt : std::optional(ActivationFunction::sigmoid);
    }
    double threshold() const override { return from_logits ? 0 : 0.5; }

    [[nodiscard]] LossTerm term(double output, double target) const {
        const double t = target * (1 - label_smoothing) + label_smoothing / 2;
        const double p = from_logits ? sigmoid_of(output) : output;
        const double kept = kept_probability(p);
        const double entropy = -t * std::log(kept) - (1 - t) * std::log1p(-kept);
        const double entropy_slope = inside_margin(p) ? (kept - t) / (kept * (1 - kept)) : 0;
        const double wrong = t * (1 - p) + (1 - t) * p;  // 1 − pₜ
        const double factor = std::pow(wrong, gamma);
        const double factor_slope =
            gamma == 0 || wrong == 0 ? 0 : gamma * std::pow(wrong, gamma - 1) * (1 - 2 * t);
        const double weight = apply_class_balancing ? t * alpha + (1 - t) * (1 - alpha) : 1;
        const double slope = weight * (factor_slope * entropy + factor * entropy_slope);
        return {weight * factor * entropy, from_logits ? slope * p * (1 - p) : slope};
    }
};

}  // namespace

std::unique_ptr<Loss> make_binary_focal_crossentropy() { return std::make_unique<BinaryFocalCrossentropy>(); }

}  // namespace glassnet

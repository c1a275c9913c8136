// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"
#include "learning/losses/probabilities.h"
#include "math/elementwise/activations.h"
#include "math/training/losses.h"

namespace glassnet {

namespace {

/// Each output is a yes-or-no question of its own: −ln of the probability given to the truth. With sigmoid as
/// the last activation both are computed together from the values before it: max(x, 0) − x·t + ln(1 +
/// e^−|x|). Source: Keras.
class BinaryCrossentropy final : public LossOf<BinaryCrossentropy> {
public:
    bool from_logits = false;
    double label_smoothing = 0;

    static constexpr auto settings = std::tuple{
        advanced(setting("label_smoothing", &BinaryCrossentropy::label_smoothing, between(0, 1),
                         "Share of each target that is replaced by an even guess, against overconfidence.")),
        advanced(setting("from_logits", &BinaryCrossentropy::from_logits,
                         "Whether the output is not yet probabilities (no sigmoid at the end)."))};

    static Description describe() {
        return {.id = "binary_crossentropy",
                .title = "Binary cross-entropy",
                .group = "Classification",
                .summary = "Each output answers a question of its own with yes or no; targets are 0 or 1.",
                .formula = "L = mean of −t · ln p − (1 − t) · ln(1 − p)",
                .keras = "keras.losses.BinaryCrossentropy",
                .pytorch = "torch.nn.BCELoss",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }
    bool takes_logits() const override { return from_logits; }
    bool takes_any_shape() const override { return true; }
    bool takes_classes() const override { return true; }
    TargetRange target_range() const override { return TargetRange::zero_to_one; }
    std::optional<ActivationFunction> fused_activation() const override {
        return from_logits ? std::nullopt : std::optional(ActivationFunction::sigmoid);
    }
    double threshold() const override { return from_logits ? 0 : 0.5; }

    template <class T>
    T run(const LossSample<T>& sample, bool fused) const {
        const auto count = static_cast<double>(sample.outputs);
        const double scale = static_cast<double>(sample.scale) / count;
        if (fused) return of_logits(sample, scale);
        double sum = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const auto output = static_cast<double>(sample.output[i]);
            const double t = sample.target ? static_cast<double>(sample.target[i]) * (1 - label_smoothing) +
                                                 label_smoothing / 2
                                           : 0;
            const LossTerm term = from_logits ? of_logit(output, t) : of_probability(output, t);
            if (sample.target) sum += term.value;
            if (sample.gradient) sample.gradient[i] = static_cast<T>(term.slope * scale);
        }
        return static_cast<T>(sum / count);
    }

private:
    template <class T>
    T of_logits(const LossSample<T>& sample, double scale) const {
        if (!sample.target) {
            apply({.function = ActivationFunction::sigmoid}, sample.output, sample.outputs, sample.output);
            return 0;
        }
        const double sum =
            sigmoid_crossentropy(sample.output, sample.target, {1 - label_smoothing, label_smoothing / 2},
                                 sample.outputs, static_cast<T>(scale), sample.gradient);
        return static_cast<T>(sum / static_cast<double>(sample.outputs));
    }
    static LossTerm of_logit(double x, double t) { return {softplus_of(x) - x * t, sigmoid_of(x) - t}; }
    static LossTerm of_probability(double output, double t) {
        const double p = kept_probability(output);
        return {-t * std::log(p) - (1 - t) * std::log1p(-p),
                inside_margin(output) ? (p - t) / (p * (1 - p)) : 0};
    }
};

}  // namespace

std::unique_ptr<Loss> make_binary_crossentropy() { return std::make_unique<BinaryCrossentropy>(); }

}  // namespace glassnet

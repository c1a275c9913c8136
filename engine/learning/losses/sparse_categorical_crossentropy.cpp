// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"
#include "learning/losses/probabilities.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// −ln of the probability given to the true class. With softmax as the last activation both are computed
/// together from the values before it, so that nothing is lost where a probability is tiny.
class SparseCategoricalCrossentropy final : public LossOf<SparseCategoricalCrossentropy> {
public:
    bool from_logits = false;

    static constexpr auto settings =
        std::tuple{advanced(setting("from_logits", &SparseCategoricalCrossentropy::from_logits,
                                    "Whether the output is not yet probabilities (no softmax at the end)."))};

    static Description describe() {
        return {.id = "sparse_categorical_crossentropy",
                .title = "Sparse categorical cross-entropy",
                .group = "Classification",
                .summary = "How surprised the network is by the right class; targets are class numbers.",
                .formula = "L = −ln p[class]",
                .keras = "keras.losses.SparseCategoricalCrossentropy",
                .pytorch = "torch.nn.CrossEntropyLoss",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::class_number; }
    bool takes_logits() const override { return from_logits; }
    std::optional<ActivationFunction> fused_activation() const override {
        return from_logits ? std::nullopt : std::optional(ActivationFunction::softmax);
    }

    template <class T>
    T run(const LossSample<T>& sample, bool fused) const {
        if (fused || from_logits) return from_values(sample, fused);
        return from_probabilities(sample);
    }

private:
    template <class T>
    static T from_values(const LossSample<T>& sample, bool replace) {
        T largest = sample.output[0];
        for (std::int64_t i = 1; i < sample.outputs; ++i) {
            if (sample.output[i] > largest || std::isnan(sample.output[i])) largest = sample.output[i];
        }
        T sum = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) sum += std::exp(sample.output[i] - largest);
        const T log_sum = largest + std::log(sum);
        const std::int64_t target = sample.target ? static_cast<std::int64_t>(*sample.target) : -1;
        const T loss = target < 0 ? T{0} : log_sum - sample.output[target];
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const T probability = std::exp(sample.output[i] - largest) / sum;
            if (sample.gradient)
                sample.gradient[i] = (probability - (i == target ? T{1} : T{0})) * sample.scale;
            if (replace) sample.output[i] = probability;
        }
        return loss;
    }

    /// Computes the loss of outputs that are no softmax: divided by their sum and clipped away from 0 and 1,
    /// as Keras does.
    template <class T>
    static T from_probabilities(const LossSample<T>& sample) {
        if (!sample.target) return 0;
        const auto target = static_cast<std::int64_t>(*sample.target);
        return loss_over_probabilities(sample, false, [&](double p, std::int64_t i) {
            if (i != target) return LossTerm{p * 0, 0};  // NaN stays
            const double kept = kept_probability(p);
            return LossTerm{-std::log(kept), inside_margin(p) ? -1 / kept : 0};
        });
    }
};

}  // namespace

std::unique_ptr<Loss> make_sparse_categorical_crossentropy() {
    return std::make_unique<SparseCategoricalCrossentropy>();
}

}  // namespace glassnet

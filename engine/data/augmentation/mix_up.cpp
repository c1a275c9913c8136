// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/beta.h"
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Mixes samples in pairs, their targets too (Zhang et al., "mixup: Beyond empirical risk minimization",
/// 2018).
class MixUp final : public KindOf<MixUp, DataStep> {
public:
    double alpha = 0.2;

    static constexpr auto settings = std::tuple{
        setting("alpha", &MixUp::alpha, between(0.01, 1000),
                "How much is mixed: the share of each sample is drawn from Beta(alpha, alpha). Small numbers "
                "leave most samples almost as they are, 1 makes all shares alike.")};
    static Description describe() {
        return {.id = "MixUp",
                .title = "MixUp",
                .group = "Mixing",
                .summary =
                    "Mixes each training sample with the next of its epoch, and their targets by the "
                    "same shares, after all other steps.",
                .formula = "λ · x + (1 − λ) · x′, λ ~ Beta(α, α)",
                .keras = "keras.layers.MixUp",
                .pytorch = "torchvision.transforms.v2.MixUp",
                .onnx = "",
                .icon = "mix_up"};
    }

    [[nodiscard]] bool mixes() const override { return true; }
    [[nodiscard]] Mixture mixture(const Shape&, Random& random) const override {
        return {.share = symmetric_beta(alpha, random)};
    }
    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        std::ranges::copy(from, to.begin());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_mix_up() { return std::make_unique<MixUp>(); }

}  // namespace glassnet

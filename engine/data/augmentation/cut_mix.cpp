// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/beta.h"
#include "data/step.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Puts a box of another picture into each, and mixes their targets by the areas (Yun et al., "CutMix:
/// Regularization strategy to train strong classifiers with localizable features", 2019).
class CutMix final : public KindOf<CutMix, DataStep> {
public:
    double factor = 1;

    static constexpr auto settings = std::tuple{setting(
        "factor", &CutMix::factor, between(0.01, 1000),
        "How large boxes are: the share that a picture keeps is drawn from Beta(factor, factor). 1 makes all "
        "shares alike, larger numbers prefer halves.")};
    static Description describe() {
        return {.id = "CutMix",
                .title = "CutMix",
                .group = "Mixing",
                .summary =
                    "Puts a box of the next training picture of the epoch into each, and mixes their "
                    "targets by the areas, after all other steps.",
                .formula = "box of side √(1 − λ), λ ~ Beta(factor, factor)",
                .keras = "keras.layers.CutMix",
                .pytorch = "torchvision.transforms.v2.CutMix",
                .onnx = "",
                .icon = "cut_mix"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override { return shape.rank() == 3; }
    [[nodiscard]] bool mixes() const override { return true; }
    [[nodiscard]] Mixture mixture(const Shape& shape, Random& random) const override {
        const double side = std::sqrt(1 - symmetric_beta(factor, random));
        const auto cut = [&](std::int64_t length) {
            const auto middle = static_cast<std::int64_t>(random.below(static_cast<std::uint32_t>(length)));
            const auto wanted = static_cast<std::int64_t>(side * static_cast<double>(length));
            const std::int64_t begin = std::max<std::int64_t>(0, middle - wanted / 2);
            const std::int64_t end = std::min(length, middle + wanted / 2);
            return std::pair(begin, end - begin);
        };
        const auto [left, width] = cut(shape[1]);
        const auto [top, height] = cut(shape[0]);
        const double area = static_cast<double>(height * width) / static_cast<double>(shape[0] * shape[1]);
        return {.share = 1 - area, .box = Mixture::Box{top, left, height, width}};
    }
    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        std::ranges::copy(from, to.begin());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_cut_mix() { return std::make_unique<CutMix>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Blurs or sharpens each picture a little.
class RandomSharpness final : public RangedStep<RandomSharpness>, public ColourSettings {
public:
    std::vector<double> factor{0.3, 0.7};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("factor", &RandomSharpness::factor, between(0, 1),
                           "0 is blurred, 0.5 the picture, 1 sharpened: 0 … the number, or lowest "
                           "and highest.")},
        colour_settings);
    static Description describe() {
        return {.id = "RandomSharpness",
                .title = "Random sharpness",
                .group = "Detail",
                .summary = "Blurs or sharpens pictures.",
                .formula = "mean + 2 · factor · (x − mean of the neighbourhood)",
                .keras = "keras.layers.RandomSharpness",
                .pytorch = "torchvision.transforms.v2.RandomAdjustSharpness",
                .onnx = "",
                .icon = "random_sharpness"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        sharpen(from, shape, to, 2 * draw(from_zero(factor), random), values());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_sharpness() { return std::make_unique<RandomSharpness>(); }

}  // namespace glassnet

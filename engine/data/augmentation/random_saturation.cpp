// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Multiplies the saturation of each picture.
class RandomSaturation final : public RgbStep<RandomSaturation> {
public:
    std::vector<double> factor{0.4, 0.6};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("factor", &RandomSaturation::factor, between(0, 1),
                           "0 is grey, 0.5 leaves the colours, towards 1 they get strongest: 0 … the "
                           "number, or lowest and highest.")},
        colour_settings);
    static Description describe() {
        return {.id = "RandomSaturation",
                .title = "Random saturation",
                .group = "Colour",
                .summary = "Makes colours paler or stronger.",
                .formula = "saturation · f / (1 − f)",
                .keras = "keras.layers.RandomSaturation",
                .pytorch = "torchvision.transforms.v2.ColorJitter",
                .onnx = "",
                .icon = "random_saturation"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        const double share = draw(from_zero(factor), random);
        scale_saturation(values, share / (1 - share + 1e-7));
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_saturation() { return std::make_unique<RandomSaturation>(); }

}  // namespace glassnet

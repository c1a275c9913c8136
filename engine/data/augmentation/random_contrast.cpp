// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Moves values towards the mean of their channel, or away from it.
class RandomContrast final : public ColourStep<RandomContrast> {
public:
    std::vector<double> factor{0.2};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("factor", &RandomContrast::factor, between(0, 1),
                           "One number f: 1 − f … 1 + f; two numbers l and u: 1 − l … 1 + u.")},
        colour_settings);
    static Description describe() {
        return {.id = "RandomContrast",
                .title = "Random contrast",
                .group = "Colour",
                .summary = "Strengthens or weakens differences to the mean of each channel.",
                .formula = "mean + factor · (x − mean)",
                .keras = "keras.layers.RandomContrast",
                .pytorch = "torchvision.transforms.v2.ColorJitter",
                .onnx = "",
                .icon = "random_contrast"};
    }

    void change(std::span<float> values, const Shape& shape, Random& random) const {
        const Bounds drawn{1 - factor.front(), 1 + factor.back()};
        scale_contrast(values, channels_of(shape), draw(drawn, random), this->values());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_contrast() { return std::make_unique<RandomContrast>(); }

}  // namespace glassnet

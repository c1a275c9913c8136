// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Adds a number to all values of each picture.
class RandomBrightness final : public ColourStep<RandomBrightness> {
public:
    std::vector<double> factor{0.2};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("factor", &RandomBrightness::factor, between(-1, 1),
                           "Share of the range that is added: one number for both sides, or lowest "
                           "and highest.")},
        colour_settings);
    static Description describe() {
        return {.id = "RandomBrightness",
                .title = "Random brightness",
                .group = "Colour",
                .summary = "Makes pictures brighter or darker.",
                .formula = "x + factor · (highest − lowest)",
                .keras = "keras.layers.RandomBrightness",
                .pytorch = "torchvision.transforms.v2.ColorJitter",
                .onnx = "",
                .icon = "random_brightness"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        const Bounds range = this->values();
        add_to_values(values, draw(around_zero(factor), random) * (range.highest - range.lowest), range);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_brightness() { return std::make_unique<RandomBrightness>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Inverts the values of some pictures.
class RandomInvert final : public ColourStep<RandomInvert> {
public:
    std::vector<double> factor{1};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("factor", &RandomInvert::factor, between(0, 1),
                           "Probability, itself drawn from 0 … the number as in Keras; or lowest and "
                           "highest: [0.5, 0.5] is half of the pictures.")},
        colour_settings);
    static Description describe() {
        return {.id = "RandomInvert",
                .title = "Random inversion",
                .group = "Colour",
                .summary = "Turns some pictures into their negatives.",
                .formula = "highest − x",
                .keras = "keras.layers.RandomInvert",
                .pytorch = "torchvision.transforms.v2.RandomInvert",
                .onnx = "",
                .icon = "random_invert"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        if (comes_about(from_zero(factor), random)) invert_values(values, this->values());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_invert() { return std::make_unique<RandomInvert>(); }

}  // namespace glassnet

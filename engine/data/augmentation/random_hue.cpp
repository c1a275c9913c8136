// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Turns the hue of each picture.
class RandomHue final : public RgbStep<RandomHue> {
public:
    std::vector<double> factor{0.1};

    static constexpr auto settings =
        std::tuple_cat(std::tuple{setting("factor", &RandomHue::factor, between(0, 1),
                                          "Largest turn to either side, 1 is half the circle; or lowest and "
                                          "highest.")},
                       colour_settings);
    static Description describe() {
        return {.id = "RandomHue",
                .title = "Random hue",
                .group = "Colour",
                .summary = "Turns all colours around the colour circle.",
                .formula = "hue ± factor / 2",
                .keras = "keras.layers.RandomHue",
                .pytorch = "torchvision.transforms.v2.ColorJitter",
                .onnx = "",
                .icon = "random_hue"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        const double side = random.below(2) == 1 ? -0.5 : 0.5;
        turn_hue(values, side * draw(from_zero(factor), random), this->values());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_hue() { return std::make_unique<RandomHue>(); }

}  // namespace glassnet

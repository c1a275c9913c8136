// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Inverts the bright parts of each picture.
class Solarization final : public ColourStep<Solarization> {
public:
    std::vector<double> addition_factor{0};
    std::vector<double> threshold_factor{1};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("addition_factor", &Solarization::addition_factor, between(0, 1),
                    "Share of the range that is added first: 0 … the number, or lowest and highest."),
            setting("threshold_factor", &Solarization::threshold_factor, between(0, 1),
                    "Share of the range from which on values are inverted: 0 … the number, or lowest and "
                    "highest.")},
        colour_settings);
    static Description describe() {
        return {.id = "Solarization",
                .title = "Solarization",
                .group = "Colour",
                .summary = "Inverts what is brighter than a random threshold.",
                .formula = "x + addition; 255 − x where it is not below the threshold",
                .keras = "keras.layers.Solarization",
                .pytorch = "torchvision.transforms.v2.RandomSolarize",
                .onnx = "",
                .icon = "solarization"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        const double addition = 255 * draw(from_zero(addition_factor), random);
        const double threshold = 255 * draw(from_zero(threshold_factor), random);
        solarize(values, addition, threshold, this->values());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_solarization() { return std::make_unique<Solarization>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/moving_step.h"

namespace glassnet {

namespace {

/// Enlarges or shrinks each picture about its centre.
class RandomZoom final : public RangedStep<RandomZoom>, public MovingSettings {
public:
    std::vector<double> height_factor{0.1};
    std::vector<double> width_factor{};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("height_factor", &RandomZoom::height_factor, between(-0.99, 1),
                    "Shares of the height, one number for both sides or lowest and highest; above 0 shrinks "
                    "the picture, below enlarges it."),
            setting("width_factor", &RandomZoom::width_factor, between(-0.99, 1),
                    "The same for the width; empty: the picture keeps its proportions.")},
        moving_settings);
    static Description describe() {
        return {.id = "RandomZoom",
                .title = "Random zoom",
                .group = "Position",
                .summary = "Enlarges or shrinks pictures about their centre.",
                .formula = "source = (1 + factor) · (pixel − centre) + centre",
                .keras = "keras.layers.RandomZoom",
                .pytorch = "torchvision.transforms.v2.RandomAffine",
                .onnx = "",
                .icon = "random_zoom"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        const double height = 1 + draw(around_zero(height_factor), random);
        const double width = width_factor.empty() ? height : 1 + draw(around_zero(width_factor), random);
        resample(from, shape, to, {.row_from_row = height, .column_from_column = width}, resampling());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_zoom() { return std::make_unique<RandomZoom>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/moving_step.h"

namespace glassnet {

namespace {

/// Shifts each picture by a different distance in every epoch.
class RandomTranslation final : public RangedStep<RandomTranslation>, public MovingSettings {
public:
    std::vector<double> height_factor{0.1};
    std::vector<double> width_factor{0.1};

    RandomTranslation() { fill_mode = FillMode::constant; }

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("height_factor", &RandomTranslation::height_factor, between(-1, 1),
                    "Largest shift up or down as a share of the height, or lowest and highest; above 0 is "
                    "down."),
            setting("width_factor", &RandomTranslation::width_factor, between(-1, 1),
                    "Largest shift left or right as a share of the width, or lowest and highest; above 0 is "
                    "right.")},
        moving_settings);
    static Description describe() {
        return {.id = "RandomTranslation",
                .title = "Random translation",
                .group = "Position",
                .summary = "Shifts pictures by a random distance; 0 fills the border.",
                .formula = "shift uniform in ±factor · side",
                .keras = "keras.layers.RandomTranslation",
                .pytorch = "torchvision.transforms.v2.RandomAffine",
                .onnx = "",
                .icon = "random_translation"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        const double down = draw(around_zero(height_factor), random) * static_cast<double>(shape[0]);
        const double right = draw(around_zero(width_factor), random) * static_cast<double>(shape[1]);
        resample(from, shape, to, {.row_shift = -down, .column_shift = -right}, resampling());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_translation() { return std::make_unique<RandomTranslation>(); }

}  // namespace glassnet

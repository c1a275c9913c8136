// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/resample.h"
#include "data/step.h"

namespace glassnet {

namespace {

/// Shifts each picture by a different distance in every epoch.
class RandomTranslation final : public KindOf<RandomTranslation, DataStep> {
public:
    double height_factor = 0.1;
    double width_factor = 0.1;

    static constexpr auto settings =
        std::tuple{setting("height_factor", &RandomTranslation::height_factor, between(0, 1),
                           "Largest shift up or down, as a share of the height."),
                   setting("width_factor", &RandomTranslation::width_factor, between(0, 1),
                           "Largest shift left or right, as a share of the width.")};
    static Description describe() {
        return {.id = "RandomTranslation",
                .title = "Random translation",
                .group = "Augmentation",
                .summary = "Shifts pictures by a random distance; 0 fills the border.",
                .formula = "shift uniform in ±factor · side",
                .keras = "keras.layers.RandomTranslation",
                .pytorch = "torchvision.transforms.v2.RandomAffine",
                .onnx = "",
                .icon = "random_translation"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override { return is_picture(shape); }

    void apply(std::span<float> values, const Shape& shape, Random& random) const override {
        const double down = shift(random, height_factor, shape[0]);
        const double right = shift(random, width_factor, shape[1]);
        resample(values, shape, {.row_shift = -down, .column_shift = -right});
    }

private:
    static double shift(Random& random, double factor, std::int64_t side) {
        return (2 * static_cast<double>(random.uniform()) - 1) * factor * static_cast<double>(side);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_translation() { return std::make_unique<RandomTranslation>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/resample.h"
#include "data/step.h"

#include <cmath>
#include <numbers>

namespace glassnet {

namespace {

/// Rotates each picture about its centre by a different angle in every epoch.
class RandomRotation final : public KindOf<RandomRotation, DataStep> {
public:
    double degrees = 10;

    static constexpr auto settings = std::tuple{
        setting("degrees", &RandomRotation::degrees, between(0, 180), "Largest angle, to either side.")};
    static Description describe() {
        return {.id = "RandomRotation",
                .title = "Random rotation",
                .group = "Augmentation",
                .summary = "Turns pictures by a random angle; 0 fills the corners.",
                .formula = "angle uniform in ±degrees",
                .keras = "keras.layers.RandomRotation",
                .pytorch = "torchvision.transforms.v2.RandomRotation",
                .onnx = "",
                .icon = "random_rotation"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override { return is_picture(shape); }

    void apply(std::span<float> values, const Shape& shape, Random& random) const override {
        const double share = 2 * static_cast<double>(random.uniform()) - 1;
        const double angle = share * degrees * std::numbers::pi / 180;
        const double cosine = std::cos(angle);
        const double sine = std::sin(angle);
        resample(values, shape,
                 {.row_from_row = cosine,
                  .row_from_column = sine,
                  .column_from_row = -sine,
                  .column_from_column = cosine});
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_rotation() { return std::make_unique<RandomRotation>(); }

}  // namespace glassnet

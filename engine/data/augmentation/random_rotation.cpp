// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/moving_step.h"

#include <cmath>
#include <numbers>

namespace glassnet {

namespace {

/// Rotates each picture about its centre by a different angle in every epoch.
class RandomRotation final : public RangedStep<RandomRotation>, public MovingSettings {
public:
    double degrees = 10;
    std::vector<double> factor{};

    RandomRotation() { fill_mode = FillMode::constant; }

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("degrees", &RandomRotation::degrees, between(0, 180), "Largest angle, to either side."),
            advanced(
                setting("factor", &RandomRotation::factor, between(-1, 1),
                        "As Keras has it, instead of degrees: shares of a full turn, one number for both "
                        "sides or lowest and highest."))},
        moving_settings);
    static Description describe() {
        return {.id = "RandomRotation",
                .title = "Random rotation",
                .group = "Position",
                .summary = "Turns pictures by a random angle; 0 fills the corners.",
                .formula = "angle uniform in ±degrees",
                .keras = "keras.layers.RandomRotation",
                .pytorch = "torchvision.transforms.v2.RandomRotation",
                .onnx = "",
                .icon = "random_rotation"};
    }

    [[nodiscard]] Distortion distortion() const override {
        const Bounds turns = around_zero(factor);
        return {.degrees = factor.empty() ? degrees
                                          : 360 * std::max(std::abs(turns.lowest), std::abs(turns.highest))};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        const Bounds turns = around_zero(factor);
        const double drawn = factor.empty() ? draw({-degrees, degrees}, random) : 360 * draw(turns, random);
        const double angle = drawn * std::numbers::pi / 180;
        const double cosine = std::cos(angle);
        const double sine = std::sin(angle);
        resample(from, shape, to,
                 {.row_from_row = cosine,
                  .row_from_column = sine,
                  .column_from_row = -sine,
                  .column_from_column = cosine},
                 resampling());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_rotation() { return std::make_unique<RandomRotation>(); }

}  // namespace glassnet

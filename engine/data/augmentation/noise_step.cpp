// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"
#include "math/elementwise/dropout.h"

namespace glassnet {

namespace {

/// Adds noise to the pictures.
class NoiseStep final : public ColourStep<NoiseStep> {
public:
    double stddev = 10;

    static constexpr auto settings =
        std::tuple_cat(std::tuple{setting("stddev", &NoiseStep::stddev, at_least(0),
                                          "Standard deviation, in the values of the pictures.")},
                       colour_settings);
    static Description describe() {
        return {.id = "GaussianNoise",
                .title = "Gaussian noise",
                .group = "Detail",
                .summary = "Adds normal random numbers to every value.",
                .formula = "x + stddev · N(0, 1)",
                .keras = "keras.layers.GaussianNoise",
                .pytorch = "torchvision.transforms.v2.GaussianNoise",
                .onnx = "",
                .icon = "noise_step"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        const RandomRange numbers{.row = random.row(), .first = first_number, .count = std::ssize(values)};
        add_gaussian_noise(numbers, static_cast<float>(stddev), values.data(), values.data());
        add_to_values(values, 0, this->values());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_noise_step() { return std::make_unique<NoiseStep>(); }

}  // namespace glassnet

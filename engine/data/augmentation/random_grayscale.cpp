// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Takes the colours of some pictures away.
class RandomGrayscale final : public RgbStep<RandomGrayscale> {
public:
    double factor = 0.5;

    static constexpr auto settings = std::tuple{
        setting("factor", &RandomGrayscale::factor, between(0, 1), "Share of the pictures that turn grey.")};
    static Description describe() {
        return {.id = "RandomGrayscale",
                .title = "Random greyscale",
                .group = "Colour",
                .summary = "Turns some pictures grey; they keep their three channels.",
                .formula = "0.2989 R + 0.587 G + 0.114 B",
                .keras = "keras.layers.RandomGrayscale",
                .pytorch = "torchvision.transforms.v2.RandomGrayscale",
                .onnx = "",
                .icon = "random_grayscale"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        if (static_cast<double>(random.uniform()) < factor) make_grey(values);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_grayscale() { return std::make_unique<RandomGrayscale>(); }

}  // namespace glassnet

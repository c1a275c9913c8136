// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Blurs some pictures.
class RandomGaussianBlur final : public RangedStep<RandomGaussianBlur>, public ColourSettings {
public:
    std::vector<double> factor{1};
    int kernel_size = 3;
    std::vector<double> sigma{1};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("factor", &RandomGaussianBlur::factor, between(0, 1),
                    "Probability, itself drawn from 0 … the number as in Keras; or lowest and highest: [0.5, "
                    "0.5] is half of the pictures."),
            setting("kernel_size", &RandomGaussianBlur::kernel_size, between(1, 63),
                    "Side of the kernel, in pixels; an even number counts as the next odd one."),
            setting("sigma", &RandomGaussianBlur::sigma, between(0, 30),
                    "Standard deviation in pixels: 0 … the number, or lowest and highest.")},
        colour_settings);
    static Description describe() {
        return {.id = "RandomGaussianBlur",
                .title = "Random Gaussian blur",
                .group = "Detail",
                .summary = "Blurs some pictures.",
                .formula = "convolution with exp(−r² / 2σ²)",
                .keras = "keras.layers.RandomGaussianBlur",
                .pytorch = "torchvision.transforms.v2.GaussianBlur",
                .onnx = "",
                .icon = "random_gaussian_blur"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        if (!comes_about(from_zero(factor), random)) {
            std::ranges::copy(from, to.begin());
            return;
        }
        const double across = draw(from_zero(sigma), random) + 1e-6;
        const double along = draw(from_zero(sigma), random) + 1e-6;
        gaussian_blur(from, shape, to, kernel_size | 1, across, along);
        const Bounds range = values();
        add_to_values(to, 0, range);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_gaussian_blur() { return std::make_unique<RandomGaussianBlur>(); }

}  // namespace glassnet

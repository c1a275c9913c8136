// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Keeps a random number of bits of the values of each picture.
class RandomPosterization final : public ColourStep<RandomPosterization> {
public:
    std::vector<double> factor{4, 8};

    static constexpr auto settings =
        std::tuple_cat(std::tuple{setting("factor", &RandomPosterization::factor, between(1, 8),
                                          "Bits that are kept: one number, or lowest and highest.")},
                       colour_settings);
    static Description describe() {
        return {.id = "RandomPosterization",
                .title = "Random posterization",
                .group = "Colour",
                .summary = "Leaves few levels of each channel.",
                .formula = "the highest bits of the 256 levels",
                .keras = "keras.layers.RandomPosterization",
                .pytorch = "torchvision.transforms.v2.RandomPosterize",
                .onnx = "",
                .icon = "random_posterization"};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        const auto least = static_cast<int>(std::min(factor.front(), factor.back()));
        const auto most = static_cast<int>(std::max(factor.front(), factor.back()));
        const auto more = least == most ? 0 : random.below(static_cast<std::uint32_t>(most - least));
        posterize(values, least + static_cast<int>(more), this->values());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_posterization() {
    return std::make_unique<RandomPosterization>();
}

}  // namespace glassnet

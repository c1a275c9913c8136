// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Covers a box of some pictures.
class RandomErasing final : public RangedStep<RandomErasing>, public ColourSettings {
public:
    std::vector<double> factor{1};
    std::vector<double> scale{0.02, 0.33};
    std::vector<double> fill_value{};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("factor", &RandomErasing::factor, between(0, 1),
                    "Probability, itself drawn from 0 … the number as in Keras; or lowest and highest: [0.5, "
                    "0.5] is half of the pictures."),
            setting("scale", &RandomErasing::scale, between(0, 1),
                    "Squares of the box’s share of height and width: 0 … the number, or lowest and highest."),
            setting("fill_value", &RandomErasing::fill_value,
                    "What fills the box: a value, or two that one is drawn between; empty: noise.")},
        colour_settings);
    static Description describe() {
        return {.id = "RandomErasing",
                .title = "Random erasing",
                .group = "Detail",
                .summary = "Covers a random box of pictures, so that no single part decides.",
                .formula = "sides √scale · height, √scale · width",
                .keras = "keras.layers.RandomErasing",
                .pytorch = "torchvision.transforms.v2.RandomErasing",
                .onnx = "",
                .icon = "random_erasing"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        std::ranges::copy(from, to.begin());
        const Span columns = side(shape[1], random), rows = side(shape[0], random);
        if (!comes_about(from_zero(factor), random)) return;
        const Bounds range = values();
        const auto filling = static_cast<float>(
            fill_value.empty() ? 0 : draw({fill_value.front(), fill_value.back()}, random));
        const std::int64_t channels = channels_of(shape);
        for (std::int64_t row = rows.first; row < rows.end; ++row) {
            const auto first = static_cast<std::size_t>((row * shape[1] + columns.first) * channels);
            for (float& value :
                 to.subspan(first, static_cast<std::size_t>(
                                       std::max<std::int64_t>(columns.end - columns.first, 0) * channels)))
                value = std::clamp(
                    fill_value.empty() ? random.normal() * static_cast<float>(range.highest) : filling,
                    static_cast<float>(range.lowest), static_cast<float>(range.highest));
        }
    }

private:
    struct Span {
        std::int64_t first, end;
    };
    /// Returns the pixels of the box along one side.
    [[nodiscard]] Span side(std::int64_t length, Random& random) const {
        const double share = std::sqrt(draw(from_zero(scale), random));
        const auto all = static_cast<double>(length);
        const double start = static_cast<double>(random.uniform()) * all * (1 - share);
        return {static_cast<std::int64_t>(std::ceil(start)),
                static_cast<std::int64_t>(std::ceil(start + share * all))};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_erasing() { return std::make_unique<RandomErasing>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/moving_step.h"
#include "data/augmentation/perspective.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Moves the corners of some pictures: as if they were seen from aside.
class RandomPerspective final : public RangedStep<RandomPerspective> {
public:
    std::vector<double> factor{1};
    double scale = 0.3;
    Interpolation interpolation = Interpolation::bilinear;
    double fill_value = 0;

    static constexpr auto settings = std::tuple{
        setting(
            "factor", &RandomPerspective::factor, between(0, 1),
            "Probability, itself drawn from 0 … the number as in Keras; or lowest and highest: [0.5, 0.5] is "
            "half of the pictures."),
        setting(
            "scale", &RandomPerspective::scale, between(0, 1),
            "How far corners move: at most half of this share of their distance from the upper left one."),
        advanced(setting("interpolation", &RandomPerspective::interpolation,
                         "How values between pixels are made.")),
        advanced(setting("fill_value", &RandomPerspective::fill_value,
                         "The value that fills the place that a moved picture leaves."))};
    static Description describe() {
        return {.id = "RandomPerspective",
                .title = "Random perspective",
                .group = "Position",
                .summary = "Shows pictures as if they were seen from aside.",
                .formula = "corner · (1 + uniform in ±scale / 2)",
                .keras = "keras.layers.RandomPerspective",
                .pytorch = "torchvision.transforms.v2.RandomPerspective",
                .onnx = "",
                .icon = "random_perspective"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        const auto right = static_cast<double>(shape[1] - 1), bottom = static_cast<double>(shape[0] - 1);
        if (!comes_about(from_zero(factor), random) || right < 1 || bottom < 1) {
            std::ranges::copy(from, to.begin());
            return;
        }
        const std::array<PicturePoint, 4> corners{{{0, 0}, {right, 0}, {0, bottom}, {right, bottom}}};
        std::array<PicturePoint, 4> moved = corners;
        const Bounds move{-scale / 2, scale / 2};
        for (PicturePoint& corner : moved) {
            corner.x *= 1 + draw(move, random);
            corner.y *= 1 + draw(move, random);
        }
        project(from, shape, to, projection(moved, corners),
                {.interpolation = interpolation, .fill = static_cast<float>(fill_value)});
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_perspective() { return std::make_unique<RandomPerspective>(); }

}  // namespace glassnet

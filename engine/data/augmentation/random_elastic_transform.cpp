// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"
#include "data/augmentation/moving_step.h"
#include "math/elementwise/dropout.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace glassnet {

namespace {

/// Bends some pictures by a smooth field of random shifts (Simard et al., 2003).
class RandomElasticTransform final : public RangedStep<RandomElasticTransform>,
                                     public MovingSettings,
                                     public ColourSettings {
public:
    std::vector<double> factor{1};
    std::vector<double> scale{1};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("factor", &RandomElasticTransform::factor, between(0, 1),
                    "Probability, itself drawn from 0 … the number as in Keras; or lowest and highest: "
                    "[0.5, 0.5] is half of the pictures."),
            setting("scale", &RandomElasticTransform::scale, between(0, 1),
                    "Strength: 0 … the number, or lowest and highest.")},
        moving_settings, colour_settings);
    static Description describe() {
        return {.id = "RandomElasticTransform",
                .title = "Random elastic transform",
                .group = "Position",
                .summary = "Bends pictures, as handwriting is bent.",
                .formula = "shifts: normal numbers, blurred, times 0.1 · scale · side",
                .keras = "keras.layers.RandomElasticTransform",
                .pytorch = "torchvision.transforms.v2.ElasticTransform",
                .onnx = "",
                .icon = "random_elastic_transform"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        const bool bends = comes_about(from_zero(factor), random);
        const double strength = draw(from_zero(scale), random);
        const auto [shorter, longer] = std::minmax({shape[0], shape[1]});
        const double deviation = 0.05 * strength * static_cast<double>(shorter);
        if (!bends || deviation <= 0) {
            std::ranges::copy(from, to.begin());
            return;
        }
        thread_local std::vector<double> rows, columns;
        const double distance = 0.1 * strength * static_cast<double>(longer);
        RandomRange numbers{.row = random.row(), .first = first_number, .count = shape[0] * shape[1]};
        scatter(rows, shape, deviation, distance, numbers);
        numbers.first += (numbers.count + 7) / 8 * 8;
        scatter(columns, shape, deviation, distance, numbers);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto place = std::div(static_cast<std::int64_t>(i), shape[1]);
            rows[i] += static_cast<double>(place.quot);
            columns[i] += static_cast<double>(place.rem);
        }
        resample_points(view_of(from, shape), rows, columns, resampling(), to.data());
        add_to_values(to, 0, values());
    }

private:
    /// Fills a field of shifts: normal numbers times their deviation, blurred by it, times the distance.
    static void scatter(std::vector<double>& shifts, const Shape& shape, double deviation, double distance,
                        const RandomRange& numbers) {
        thread_local std::vector<float> noise, smooth;
        const Shape plane{shape[0], shape[1]};
        noise.resize(static_cast<std::size_t>(plane.elements()));
        smooth.resize(noise.size());
        shifts.resize(noise.size());
        std::ranges::fill(noise, 0.0F);
        add_gaussian_noise(numbers, static_cast<float>(deviation), noise.data(), noise.data());
        gaussian_blur(noise, plane, smooth, static_cast<int>(6 * deviation) | 1, deviation, deviation);
        std::ranges::transform(smooth, shifts.begin(),
                               [distance](float shift) { return static_cast<double>(shift) * distance; });
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_elastic_transform() {
    return std::make_unique<RandomElasticTransform>();
}

}  // namespace glassnet

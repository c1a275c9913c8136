// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/generator_transform.h"
#include "data/augmentation/ranged_step.h"

#include <cmath>

namespace glassnet {

namespace {

/// Everything that Keras' ImageDataGenerator does at random, in one resampling.
class ImageDataGenerator final : public RangedStep<ImageDataGenerator> {
public:
    double rotation_range = 0;
    double width_shift_range = 0;
    double height_shift_range = 0;
    double shear_range = 0;
    std::vector<double> zoom_range{0};
    double channel_shift_range = 0;
    std::vector<double> brightness_range{};
    bool horizontal_flip = false;
    bool vertical_flip = false;
    FillMode fill_mode = FillMode::nearest;
    double cval = 0;

    static constexpr auto settings = std::tuple{
        setting("rotation_range", &ImageDataGenerator::rotation_range, at_least(0),
                "Largest angle to either side, in degrees."),
        setting("width_shift_range", &ImageDataGenerator::width_shift_range, at_least(0),
                "Largest shift left or right: below 1 a share of the width, otherwise pixels; a whole number "
                "shifts by whole pixels, fewer than it."),
        setting("height_shift_range", &ImageDataGenerator::height_shift_range, at_least(0),
                "Largest shift up or down: below 1 a share of the height, otherwise pixels; a whole number "
                "shifts by whole pixels, fewer than it."),
        setting("shear_range", &ImageDataGenerator::shear_range, at_least(0),
                "Largest slant to either side, in degrees."),
        setting(
            "zoom_range", &ImageDataGenerator::zoom_range,
            "One number z: 1 − z … 1 + z, or lowest and highest; below 1 enlarges. Each side has its own."),
        setting("brightness_range", &ImageDataGenerator::brightness_range, at_least(0),
                "Lowest and highest factor of the values, as [0.8, 1.2]; empty: unchanged."),
        setting("channel_shift_range", &ImageDataGenerator::channel_shift_range, at_least(0),
                "Largest number that is added to all values, which keep to the range of the picture's."),
        setting("horizontal_flip", &ImageDataGenerator::horizontal_flip,
                "Mirrors left and right, half of the pictures."),
        setting("vertical_flip", &ImageDataGenerator::vertical_flip,
                "Mirrors top and bottom, half of the pictures."),
        setting("fill_mode", &ImageDataGenerator::fill_mode,
                "What fills the place that a moved picture leaves."),
        setting("cval", &ImageDataGenerator::cval, "The value that fills it where fill_mode is constant.")};
    static Description describe() {
        return {.id = "ImageDataGenerator",
                .title = "Keras’ ImageDataGenerator",
                .group = "Position",
                .summary = "Turns, shifts, slants, zooms and flips in one step, by Keras’ names.",
                .formula = "rotation · shift · shear · zoom, uniform in their ranges",
                .keras = "keras.preprocessing.image.ImageDataGenerator",
                .pytorch = "torchvision.transforms.v2.RandomAffine",
                .onnx = "",
                .icon = "image_data_generator"};
    }

    [[nodiscard]] Distortion distortion() const override {
        return {.mirrors = horizontal_flip || vertical_flip, .degrees = rotation_range};
    }
    [[nodiscard]] Value::Map careful_settings() const override {
        return {{"rotation_range", 10},
                {"width_shift_range", 0.1},
                {"height_shift_range", 0.1},
                {"zoom_range", Value::List{0.1}}};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        apply_transform(from, shape, to, drawn(shape, random), fill_mode, cval);
    }

private:
    [[nodiscard]] GeneratorTransform drawn(const Shape& shape, Random& random) const {
        GeneratorTransform transform;
        transform.theta = draw({-rotation_range, rotation_range}, random);
        transform.ty = shift(height_shift_range, shape[0], random);
        transform.tx = shift(width_shift_range, shape[1], random);
        transform.shear = draw({-shear_range, shear_range}, random);
        transform.zx = draw(around_one(zoom_range), random);
        transform.zy = draw(around_one(zoom_range), random);
        transform.flip_horizontal = random.below(2) == 1 && horizontal_flip;
        transform.flip_vertical = random.below(2) == 1 && vertical_flip;
        if (channel_shift_range > 0)
            transform.channel_shift = draw({-channel_shift_range, channel_shift_range}, random);
        if (!brightness_range.empty()) transform.brightness = draw(around_one(brightness_range), random);
        return transform;
    }

    /// Returns a shift in pixels. Keras draws whole ones below a whole number.
    static double shift(double range, std::int64_t side, Random& random) {
        if (range < 1) return draw({-range, range}, random) * static_cast<double>(side);
        if (range != std::floor(range)) return draw({-range, range}, random);
        const auto pixels =
            static_cast<double>(random.below(static_cast<std::uint32_t>(std::min(range, 1e6))));
        return random.below(2) == 1 ? pixels : -pixels;
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_image_data_generator() { return std::make_unique<ImageDataGenerator>(); }

}  // namespace glassnet

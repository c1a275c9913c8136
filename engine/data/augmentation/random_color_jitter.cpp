// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/colour_step.h"

namespace glassnet {

namespace {

/// Does what the four steps for colours do, one after the other.
class RandomColorJitter final : public RgbStep<RandomColorJitter> {
public:
    std::vector<double> brightness_factor{};
    std::vector<double> contrast_factor{};
    std::vector<double> saturation_factor{};
    std::vector<double> hue_factor{};

    static constexpr auto settings =
        std::tuple_cat(std::tuple{setting("brightness_factor", &RandomColorJitter::brightness_factor,
                                          between(-1, 1), "As factor of RandomBrightness; empty: unchanged."),
                                  setting("contrast_factor", &RandomColorJitter::contrast_factor,
                                          between(0, 1), "As factor of RandomContrast; empty: unchanged."),
                                  setting("saturation_factor", &RandomColorJitter::saturation_factor,
                                          between(0, 1), "As factor of RandomSaturation; empty: unchanged."),
                                  setting("hue_factor", &RandomColorJitter::hue_factor, between(0, 1),
                                          "As factor of RandomHue; empty: unchanged.")},
                       colour_settings);
    static Description describe() {
        return {.id = "RandomColorJitter",
                .title = "Random colour jitter",
                .group = "Colour",
                .summary = "Brightness, contrast, saturation and hue in one step.",
                .formula = "brightness, contrast, saturation, hue, each at random",
                .keras = "keras.layers.RandomColorJitter",
                .pytorch = "torchvision.transforms.v2.ColorJitter",
                .onnx = "",
                .icon = "random_color_jitter"};
    }

    [[nodiscard]] Value::Map careful_settings() const override {
        return {{"brightness_factor", Value::List{0.1}},
                {"contrast_factor", Value::List{0.1}},
                {"saturation_factor", Value::List{0.4, 0.6}},
                {"hue_factor", Value::List{0.05}}};
    }

    void change(std::span<float> values, const Shape&, Random& random) const {
        const Bounds range = this->values();
        if (!brightness_factor.empty())
            add_to_values(
                values, draw(around_zero(brightness_factor), random) * (range.highest - range.lowest), range);
        if (!contrast_factor.empty())
            scale_contrast(values, 3,
                           draw(Bounds{1 - contrast_factor.front(), 1 + contrast_factor.back()}, random),
                           range);
        if (!saturation_factor.empty()) {
            const double share = draw(from_zero(saturation_factor), random);
            scale_saturation(values, share / (1 - share + 1e-7));
        }
        if (!hue_factor.empty()) {
            const double side = random.below(2) == 1 ? -0.5 : 0.5;
            turn_hue(values, side * draw(from_zero(hue_factor), random), range);
        }
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_color_jitter() { return std::make_unique<RandomColorJitter>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"

namespace glassnet {

namespace {

/// Lets black and white change places.
class Invert final : public KindOf<Invert, DataStep> {
public:
    double max_value = 255;

    static constexpr auto settings = std::tuple{setting("max_value", &Invert::max_value, above(0),
                                                        "What 0 becomes: 255 for bytes, 1 after Rescale.")};
    static Description describe() {
        return {.id = "Invert",
                .title = "Invert",
                .group = "Colour",
                .summary = "Lets black and white change places.",
                .formula = "y = max_value − x",
                .keras = "keras.layers.RandomInvert",
                .pytorch = "torchvision.transforms.v2.functional.invert",
                .onnx = "Sub",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        return {max_value - range.highest, max_value - range.lowest};
    }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        const auto most = static_cast<float>(max_value);
        for (std::size_t i = 0; i < to.size(); ++i) to[i] = most - from[i];
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_invert() { return std::make_unique<Invert>(); }

}  // namespace glassnet

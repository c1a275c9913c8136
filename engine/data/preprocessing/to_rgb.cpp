// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_shape.h"
#include "data/step.h"

namespace glassnet {

namespace {

/// Gives grey pictures three equal channels.
class ToRGB final : public KindOf<ToRGB, DataStep> {
public:
    static constexpr auto settings = std::tuple{};
    static Description describe() {
        return {.id = "ToRGB",
                .title = "To RGB",
                .group = "Colour",
                .summary = "Gives grey pictures the three channels that networks for photos take.",
                .formula = "red = green = blue = x",
                .keras = "",
                .pytorch = "torchvision.transforms.v2.RGB",
                .onnx = "Expand",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return is_picture(shape) && channels_of(shape) == 1;
    }
    [[nodiscard]] std::string_view needs() const override { return "grey pictures"; }
    [[nodiscard]] Shape output_shape(const Shape& shape) const override { return {shape[0], shape[1], 3}; }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        for (std::size_t i = 0; i < to.size(); ++i) to[i] = from[i / 3];
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_to_rgb() { return std::make_unique<ToRGB>(); }

}  // namespace glassnet

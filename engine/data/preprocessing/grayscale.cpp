// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_shape.h"
#include "data/step.h"

namespace glassnet {

namespace {

/// Makes one channel of red, green and blue, as OpenCV and Pillow do (ITU-R BT.601).
class Grayscale final : public KindOf<Grayscale, DataStep> {
public:
    static constexpr auto settings = std::tuple{};
    static Description describe() {
        return {.id = "Grayscale",
                .title = "Grayscale",
                .group = "Colour",
                .summary = "Makes grey pictures of coloured ones: one channel instead of three.",
                .formula = "y = 0.299 · red + 0.587 · green + 0.114 · blue",
                .keras = "keras.layers.RandomGrayscale",
                .pytorch = "torchvision.transforms.v2.Grayscale",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return shape.rank() == 3 && shape[2] == 3;
    }
    [[nodiscard]] std::string_view needs() const override { return "pictures of red, green and blue"; }
    [[nodiscard]] Shape output_shape(const Shape& shape) const override { return {shape[0], shape[1], 1}; }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = 0.299F * from[3 * i] + 0.587F * from[3 * i + 1] + 0.114F * from[3 * i + 2];
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_grayscale() { return std::make_unique<Grayscale>(); }

}  // namespace glassnet

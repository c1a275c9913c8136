// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Brings raw values into the range that networks learn best with: 0 … 255 becomes 0 … 1.
class Rescale final : public KindOf<Rescale, DataStep> {
public:
    double scale = 1.0 / 255;
    double offset = 0;

    static constexpr auto settings = std::tuple{
        setting("scale", &Rescale::scale, "Factor of each value; 1/255 for pictures."),
        setting("offset", &Rescale::offset, "Added after the factor; −1 with scale 2/255 gives −1 … 1.")};
    static Description describe() {
        return {.id = "Rescale",
                .title = "Rescale",
                .group = "Values",
                .summary = "Multiplies each value by a factor and adds an offset.",
                .formula = "y = scale · x + offset",
                .keras = "keras.layers.Rescaling",
                .pytorch = "torchvision.transforms.v2.ToDtype",
                .onnx = "Mul, Add",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        const auto [lowest, highest] =
            std::minmax({rescaled(static_cast<float>(range.lowest), static_cast<float>(scale),
                                  static_cast<float>(offset)),
                         rescaled(static_cast<float>(range.highest), static_cast<float>(scale),
                                  static_cast<float>(offset))});
        return {lowest, highest};
    }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        const auto factor = static_cast<float>(scale);
        const auto shift = static_cast<float>(offset);
        for (std::size_t i = 0; i < to.size(); ++i) to[i] = rescaled(from[i], factor, shift);
    }

private:
    static float rescaled(float value, float factor, float shift) { return value * factor + shift; }
};

}  // namespace

std::unique_ptr<const DataStep> make_rescale() { return std::make_unique<Rescale>(); }

}  // namespace glassnet

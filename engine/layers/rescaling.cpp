// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/elementwise_layer.h"

namespace glassnet {

namespace {

/// Multiplies each value and adds a number, inside the network.
class Rescaling final : public ElementwiseLayer<Rescaling> {
public:
    double scale = 1.0 / 255;
    double offset = 0;

    static constexpr auto settings =
        std::tuple{setting("scale", &Rescaling::scale, "What each value is multiplied by."),
                   setting("offset", &Rescaling::offset, "What is added then.")};

    static Description describe() {
        return {.id = "Rescaling",
                .title = "Rescaling",
                .group = "Normalization",
                .summary = "Multiplies each value and adds a number.",
                .formula = "y = x · scale + offset",
                .keras = "keras.layers.Rescaling",
                .pytorch = "",
                .onnx = "",
                .icon = "normalization"};
    }

    Traits traits() const override { return {}; }

    [[nodiscard]] Activation activation() const { return {.scale = scale, .offset = offset}; }
};

}  // namespace

std::unique_ptr<Layer> make_rescaling() { return std::make_unique<Rescaling>(); }

}  // namespace glassnet

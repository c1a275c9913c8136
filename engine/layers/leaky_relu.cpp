// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/elementwise_layer.h"

namespace glassnet {

namespace {

/// Like ReLU, but negative values are only scaled down (Maas et al. 2013).
class LeakyReLU final : public ElementwiseLayer<LeakyReLU> {
public:
    double negative_slope = 0.3;

    static constexpr auto settings =
        std::tuple{setting("negative_slope", &LeakyReLU::negative_slope, at_least(0),
                           "What negative values are multiplied by.")};

    static Description describe() {
        return {.id = "LeakyReLU",
                .title = "LeakyReLU",
                .group = "Activation",
                .summary = "Makes negative values smaller.",
                .formula = "y = x if x ≥ 0, else negative_slope · x",
                .keras = "keras.layers.LeakyReLU",
                .pytorch = "torch.nn.LeakyReLU",
                .onnx = "LeakyRelu",
                .icon = "relu"};
    }

    [[nodiscard]] Activation activation() const {
        return {.function = ActivationFunction::leaky_relu, .slope = negative_slope};
    }
};

}  // namespace

std::unique_ptr<Layer> make_leaky_relu() { return std::make_unique<LeakyReLU>(); }

}  // namespace glassnet

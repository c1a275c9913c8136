// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/elementwise_layer.h"

namespace glassnet {

namespace {

/// Negative values bend softly towards −alpha (Clevert et al. 2015).
class ELU final : public ElementwiseLayer<ELU> {
public:
    double alpha = 1;

    static constexpr auto settings =
        std::tuple{setting("alpha", &ELU::alpha, at_least(0), "How far below 0 outputs can reach.")};

    static Description describe() {
        return {.id = "ELU",
                .title = "ELU",
                .group = "Activation",
                .summary = "Negative values bend softly towards −alpha.",
                .formula = "y = x if x > 0, else alpha · (eˣ − 1)",
                .keras = "keras.layers.ELU",
                .pytorch = "torch.nn.ELU",
                .onnx = "Elu",
                .icon = "relu"};
    }

    [[nodiscard]] Activation activation() const {
        return {.function = ActivationFunction::elu, .alpha = alpha};
    }
};

}  // namespace

std::unique_ptr<Layer> make_elu() { return std::make_unique<ELU>(); }

}  // namespace glassnet

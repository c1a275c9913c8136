// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/extreme_layer.h"

namespace glassnet {

namespace {

/// The smallest of the inputs' values at each place.
class Minimum final : public ExtremeLayer<Minimum, Extremum::minimum> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Minimum",
                .title = "Minimum",
                .group = "Merge",
                .summary = "The smallest of its inputs, value by value.",
                .formula = "y = min(x₁, x₂, …)",
                .keras = "keras.layers.Minimum",
                .pytorch = "torch.minimum",
                .onnx = "Min",
                .icon = "merge"};
    }
};

}  // namespace

std::unique_ptr<Layer> make_minimum() { return std::make_unique<Minimum>(); }

}  // namespace glassnet

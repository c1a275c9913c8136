// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/extreme_layer.h"

namespace glassnet {

namespace {

/// The largest of the inputs' values at each place.
class Maximum final : public ExtremeLayer<Maximum, Extremum::maximum> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Maximum",
                .title = "Maximum",
                .group = "Merge",
                .summary = "The largest of its inputs, value by value.",
                .formula = "y = max(x₁, x₂, …)",
                .keras = "keras.layers.Maximum",
                .pytorch = "torch.maximum",
                .onnx = "Max",
                .icon = "merge"};
    }
};

}  // namespace

std::unique_ptr<Layer> make_maximum() { return std::make_unique<Maximum>(); }

}  // namespace glassnet

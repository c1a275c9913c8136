// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "operations/identity.h"

namespace glassnet {

namespace {

/// All values of a sample in one row, in the order height, width, channels.
class Flatten final : public LayerOf<Flatten> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Flatten",
                .title = "Flatten",
                .group = "Dense",
                .summary = "All values of a sample in one row.",
                .formula = "y = x, read row by row",
                .keras = "keras.layers.Flatten",
                .pytorch = "torch.nn.Flatten",
                .onnx = "Flatten",
                .icon = "flatten"};
    }

    Shape output_shape(Shapes inputs) const override { return {inputs[0].elements()}; }

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding&) const { return identity(); }
};

}  // namespace

std::unique_ptr<Layer> make_flatten() { return std::make_unique<Flatten>(); }

}  // namespace glassnet

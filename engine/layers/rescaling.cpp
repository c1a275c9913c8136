// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

namespace glassnet {

namespace {

/// Multiplies each value and adds a number, inside the network.
class Rescaling final : public LayerOf<Rescaling> {
public:
    double scale = 1.0 / 255;
    double offset = 0;

    static constexpr auto settings = std::tuple{setting("scale", &Rescaling::scale, "What each value is multiplied by."),
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

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i)
            pass.output[i] = pass.inputs[0][i] * static_cast<T>(scale) + static_cast<T>(offset);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i)
            to[i] = pass.output_gradient[i] * static_cast<T>(scale);
    }
};

}  // namespace

std::unique_ptr<Layer> make_rescaling() { return std::make_unique<Rescaling>(); }

}  // namespace glassnet

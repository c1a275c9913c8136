// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"

namespace glassnet {

namespace {

/// The first input without the second.
class Subtract final : public MergeLayer<Subtract> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Subtract",
                .title = "Subtract",
                .group = "Merge",
                .summary = "The first input minus the second.",
                .formula = "y = x₁ − x₂",
                .keras = "keras.layers.Subtract",
                .pytorch = "torch.sub",
                .onnx = "Sub",
                .icon = "merge"};
    }

    Arity arity() const override { return {2, 2}; }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for_each_value(pass, [&](std::int64_t i) { pass.output[i] = pass.inputs[0][i] - pass.inputs[1][i]; });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (T* to = pass.input_gradients[0]) for_each_value(pass, [&](std::int64_t i) { to[i] = pass.output_gradient[i]; });
        if (T* to = pass.input_gradients[1]) for_each_value(pass, [&](std::int64_t i) { to[i] = -pass.output_gradient[i]; });
    }
};

}  // namespace

std::unique_ptr<Layer> make_subtract() { return std::make_unique<Subtract>(); }

}  // namespace glassnet

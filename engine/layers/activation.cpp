// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "operations/activations.h"

#include <algorithm>

namespace glassnet {

namespace {

/// A function applied to each value (softmax: to each row).
class ActivationLayer final : public LayerOf<ActivationLayer> {
public:
    ActivationFunction activation = ActivationFunction::relu;

    static constexpr auto settings =
        std::tuple{setting("activation", &ActivationLayer::activation, "The function.")};

    static Description describe() {
        return {.id = "Activation",
                .title = "Activation",
                .group = "Activation",
                .summary = "A function applied to each value.",
                .formula =
                    "relu max(x, 0) · sigmoid 1 / (1 + e⁻ˣ) · silu x·sigmoid(x) · gelu x·Φ(x) · tanh · "
                    "softmax eˣⁱ / Σ eˣʲ · …",
                .keras = "keras.layers.Activation",
                .pytorch = "torch.nn.ReLU, …",
                .onnx = "Relu, …",
                .icon = "activation"};
    }

    Traits traits() const override { return {.only_activation = true}; }
    std::optional<ActivationFunction> activation_function() const override { return activation; }
    Shape output_shape(Shapes inputs) const override { return inputs[0]; }

    [[nodiscard]] Contract contract(const Binding&) const {
        Contract contract{
            .backward_needs = {.inputs = needs_input(activation), .output = needs_output(activation)},
            .kernels = {"vectors", "vectors"},
            .elementwise = !needs_row(activation)};
        if (activation == ActivationFunction::relu) contract.post_op = PostOp{.work = PostOp::Work::relu};
        return contract;
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Range range(pass);
        const T* const from = pass.inputs[0] + range.offset;
        T* const to = pass.output + range.offset;
        if (!needs_row(activation)) return apply(activation_of(activation), from, range.elements, to);
        std::copy_n(from, range.elements, to);
        activate(activation, to, range.elements / range.columns, range.columns);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const Range range(pass);
        const T* const output = pass.output + range.offset;
        T* const gradient = pass.output_gradient + range.offset;
        if (!needs_row(activation))
            return apply_backward(activation_of(activation), gradient, pass.inputs[0] + range.offset, output,
                                  range.elements, to + range.offset);
        activate_backward(activation, gradient, output, output, range.elements / range.columns,
                          range.columns);
        std::copy_n(gradient, range.elements, to + range.offset);
    }

private:
    struct Range {
        std::int64_t offset, elements, columns;
        template <class T>
        explicit Range(const Pass<T>& pass)
            : offset(pass.first * pass.output_shape.elements()),
              elements(pass.count * pass.output_shape.elements()),
              columns(pass.output_shape[pass.output_shape.rank() - 1]) {}
    };
};

}  // namespace

std::unique_ptr<Layer> make_activation() { return std::make_unique<ActivationLayer>(); }

}  // namespace glassnet

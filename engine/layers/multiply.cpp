// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"

namespace glassnet {

namespace {

/// The product of tensors of one shape, value by value.
class Multiply final : public MergeLayer<Multiply> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Multiply",
                .title = "Multiply",
                .group = "Merge",
                .summary = "The product of its inputs, value by value.",
                .formula = "y = x₁ · x₂ · …",
                .keras = "keras.layers.Multiply",
                .pytorch = "torch.mul",
                .onnx = "Mul",
                .icon = "merge"};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for_each_value(pass, [&](std::int64_t i) { pass.output[i] = product_without(pass, pass.inputs.size(), i); });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        for (std::size_t input = 0; input < pass.inputs.size(); ++input) {
            T* const to = pass.input_gradients[input];
            if (to) for_each_value(pass, [&](std::int64_t i) { to[i] = pass.output_gradient[i] * product_without(pass, input, i); });
        }
    }

private:
    template <class T>
    static T product_without(const Pass<T>& pass, std::size_t left_out, std::int64_t i) {
        T product = 1;
        for (std::size_t input = 0; input < pass.inputs.size(); ++input)
            if (input != left_out) product *= pass.inputs[input][i];
        return product;
    }
};

}  // namespace

std::unique_ptr<Layer> make_multiply() { return std::make_unique<Multiply>(); }

}  // namespace glassnet

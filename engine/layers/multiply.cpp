// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"
#include "math/elementwise/arithmetic.h"

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

    [[nodiscard]] Contract contract(const Binding&) const {
        return merge_contract({.inputs = true, .output = false});
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Range range(pass);
        T* const output = pass.output + range.offset;
        const T* product = pass.inputs[0] + range.offset;
        for (std::size_t i = 1; i < pass.inputs.size(); ++i, product = output)
            multiply(product, pass.inputs[i] + range.offset, range.count, output);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Range range(pass);
        for (std::size_t input = 0; input < pass.inputs.size(); ++input) {
            if (!pass.input_gradients[input]) continue;
            T* const to = pass.input_gradients[input] + range.offset;
            const T* product = pass.output_gradient + range.offset;
            for (std::size_t other = 0; other < pass.inputs.size(); ++other) {
                if (other == input) continue;
                multiply(product, pass.inputs[other] + range.offset, range.count, to);
                product = to;
            }
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_multiply() { return std::make_unique<Multiply>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"
#include "math/elementwise/arithmetic.h"

#include <algorithm>

namespace glassnet {

namespace {

/// The sum of tensors of one shape, value by value.
class Add final : public MergeLayer<Add> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Add",
                .title = "Add",
                .group = "Merge",
                .summary = "The sum of its inputs, value by value.",
                .formula = "y = x₁ + x₂ + …",
                .keras = "keras.layers.Add",
                .pytorch = "torch.add",
                .onnx = "Add",
                .icon = "add"};
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return merge_contract({.inputs = false, .output = false}, {"vectors", "copies"});
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Range range(pass);
        T* const output = pass.output + range.offset;
        const T* sum = pass.inputs[0] + range.offset;
        for (std::size_t i = 1; i < pass.inputs.size(); ++i, sum = output)
            add(sum, pass.inputs[i] + range.offset, range.count, output);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Range range(pass);
        for (T* const to : pass.input_gradients)
            if (to) std::copy_n(pass.output_gradient + range.offset, range.count, to + range.offset);
    }
};

}  // namespace

std::unique_ptr<Layer> make_add() { return std::make_unique<Add>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"
#include "math/elementwise/activations.h"
#include "math/elementwise/arithmetic.h"

#include <algorithm>

namespace glassnet {

namespace {

/// The first input minus the second.
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

    [[nodiscard]] Contract contract(const Binding&) const {
        return merge_contract({.inputs = false, .output = false});
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Range range(pass);
        T* const output = pass.output + range.offset;
        apply<T>({.scale = -1}, pass.inputs[1] + range.offset, range.count, output);
        add(pass.inputs[0] + range.offset, output, range.count, output);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Range range(pass);
        const T* const gradient = pass.output_gradient + range.offset;
        if (T* const to = pass.input_gradients[0]) std::copy_n(gradient, range.count, to + range.offset);
        if (T* const to = pass.input_gradients[1])
            apply<T>({.scale = -1}, gradient, range.count, to + range.offset);
    }
};

}  // namespace

std::unique_ptr<Layer> make_subtract() { return std::make_unique<Subtract>(); }

}  // namespace glassnet

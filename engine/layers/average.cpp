// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"
#include "math/elementwise/activations.h"
#include "math/elementwise/arithmetic.h"

namespace glassnet {

namespace {

/// The mean of tensors of one shape, value by value.
class Average final : public MergeLayer<Average> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Average",
                .title = "Average",
                .group = "Merge",
                .summary = "The mean of its inputs, value by value.",
                .formula = "y = (x₁ + x₂ + …) / n",
                .keras = "keras.layers.Average",
                .pytorch = "torch.mean",
                .onnx = "Mean",
                .icon = "merge"};
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return merge_contract({.inputs = false, .output = false});
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Range range(pass);
        T* const output = pass.output + range.offset;
        const T* sum = pass.inputs[0] + range.offset;
        for (std::size_t i = 1; i < pass.inputs.size(); ++i, sum = output)
            add(sum, pass.inputs[i] + range.offset, range.count, output);
        apply(share(pass), output, range.count, output);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Range range(pass);
        for (T* const to : pass.input_gradients)
            if (to) apply(share(pass), pass.output_gradient + range.offset, range.count, to + range.offset);
    }

private:
    template <class T>
    static Activation share(const Pass<T>& pass) {
        return {.scale = 1.0 / static_cast<double>(pass.inputs.size())};
    }
};

}  // namespace

std::unique_ptr<Layer> make_average() { return std::make_unique<Average>(); }

}  // namespace glassnet

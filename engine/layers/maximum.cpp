// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"

#include <cmath>

namespace glassnet {

namespace {

/// The largest of the values that stand at one place. Of equal ones the first input gets the gradient, as in TensorFlow (PyTorch shares
/// it).
class Maximum final : public MergeLayer<Maximum> {
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

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for_each_value(pass, [&](std::int64_t i) { pass.output[i] = pass.inputs[winner(pass, i)][i]; });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        for (std::size_t input = 0; input < pass.inputs.size(); ++input) {
            T* const to = pass.input_gradients[input];
            if (to) for_each_value(pass, [&](std::int64_t i) { to[i] = winner(pass, i) == input ? pass.output_gradient[i] : T{0}; });
        }
    }

private:
    /// NaN wins.
    template <class T>
    static std::size_t winner(const Pass<T>& pass, std::int64_t i) {
        std::size_t best = 0;
        for (std::size_t input = 1; input < pass.inputs.size(); ++input) {
            if (std::isnan(pass.inputs[best][i])) break;
            if (pass.inputs[input][i] > pass.inputs[best][i] || std::isnan(pass.inputs[input][i])) best = input;
        }
        return best;
    }
};

}  // namespace

std::unique_ptr<Layer> make_maximum() { return std::make_unique<Maximum>(); }

}  // namespace glassnet

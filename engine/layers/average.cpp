// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/merge_layer.h"

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

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for_each_value(pass, [&](std::int64_t i) {
            T sum = 0;
            for (const T* input : pass.inputs) sum += input[i];
            pass.output[i] = sum / static_cast<T>(pass.inputs.size());
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        for (T* const to : pass.input_gradients)
            if (to) for_each_value(pass, [&](std::int64_t i) { to[i] = pass.output_gradient[i] / static_cast<T>(pass.inputs.size()); });
    }
};

}  // namespace

std::unique_ptr<Layer> make_average() { return std::make_unique<Average>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Sets a share of the values to zero while training and scales the others up, so that the mean stays.
class Dropout final : public LayerOf<Dropout> {
public:
    double rate = 0.5;

    static constexpr auto settings = std::tuple{setting("rate", &Dropout::rate, from_below(0, 1), "Share of the values that are dropped.")};

    static Description describe() {
        return {.id = "Dropout",
                .title = "Dropout",
                .group = "Regularization",
                .summary = "Drops a random share of the values while training.",
                .formula = "y = x · m / (1 − rate), m = 0 with probability rate, else 1",
                .keras = "keras.layers.Dropout",
                .pytorch = "torch.nn.Dropout",
                .onnx = "Dropout",
                .icon = "dropout"};
    }

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    Traits traits() const override { return {.drops_values = true}; }
    Memory memory(Shapes inputs) const override { return {.per_sample = inputs[0].elements()}; }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        if (!pass.training) {
            std::copy_n(pass.inputs[0] + pass.first * elements, pass.count * elements, pass.output + pass.first * elements);
            return;
        }
        const T scale = static_cast<T>(1 / (1 - rate));
        for (int sample = pass.first; sample < pass.first + pass.count; ++sample) {
            Random random = pass.random(sample);
            T* factors = pass.per_sample + sample * elements;
            for (std::int64_t i = sample * elements; i < (sample + 1) * elements; ++i) {
                const T factor = static_cast<double>(random.uniform()) < rate ? T{0} : scale;
                *factors++ = factor;
                pass.output[i] = pass.inputs[0][i] * factor;
            }
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i) {
            to[i] = pass.training ? pass.output_gradient[i] * pass.per_sample[i] : pass.output_gradient[i];
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_dropout() { return std::make_unique<Dropout>(); }

}  // namespace glassnet

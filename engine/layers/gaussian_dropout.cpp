// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Multiplies by normal noise about 1 while training (Srivastava et al. 2014).
class GaussianDropout final : public LayerOf<GaussianDropout> {
public:
    double rate = 0.5;

    static constexpr auto settings =
        std::tuple{setting("rate", &GaussianDropout::rate, from_below(0, 1), "As strong as Dropout with this rate.")};

    static Description describe() {
        return {.id = "GaussianDropout",
                .title = "GaussianDropout",
                .group = "Regularization",
                .summary = "Multiplies each value by noise about 1 while training.",
                .formula = "y = x · n, n ~ N(1, rate / (1 − rate))",
                .keras = "keras.layers.GaussianDropout",
                .pytorch = "",
                .onnx = "",
                .icon = "dropout"};
    }

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    Memory memory(Shapes inputs) const override { return {.per_sample = inputs[0].elements()}; }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        if (!pass.training) {
            std::copy_n(pass.inputs[0] + pass.first * elements, pass.count * elements, pass.output + pass.first * elements);
            return;
        }
        const T deviation = static_cast<T>(std::sqrt(rate / (1 - rate)));
        for (int sample = pass.first; sample < pass.first + pass.count; ++sample) {
            Random random = pass.random(sample);
            for (std::int64_t i = sample * elements; i < (sample + 1) * elements; ++i) {
                pass.per_sample[i] = 1 + deviation * static_cast<T>(random.normal());
                pass.output[i] = pass.inputs[0][i] * pass.per_sample[i];
            }
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i)
            to[i] = pass.training ? pass.output_gradient[i] * pass.per_sample[i] : pass.output_gradient[i];
    }
};

}  // namespace

std::unique_ptr<Layer> make_gaussian_dropout() { return std::make_unique<GaussianDropout>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Adds normal noise while training.
class GaussianNoise final : public LayerOf<GaussianNoise> {
public:
    double stddev = 0.1;

    static constexpr auto settings = std::tuple{setting("stddev", &GaussianNoise::stddev, at_least(0), "Standard deviation of the noise.")};

    static Description describe() {
        return {.id = "GaussianNoise",
                .title = "GaussianNoise",
                .group = "Regularization",
                .summary = "Adds noise to each value while training.",
                .formula = "y = x + n, n ~ N(0, stddev²)",
                .keras = "keras.layers.GaussianNoise",
                .pytorch = "",
                .onnx = "",
                .icon = "regularization"};
    }

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        std::copy_n(pass.inputs[0] + pass.first * elements, pass.count * elements, pass.output + pass.first * elements);
        if (!pass.training) return;
        for (int sample = pass.first; sample < pass.first + pass.count; ++sample) {
            Random random = pass.random(sample);
            for (std::int64_t i = sample * elements; i < (sample + 1) * elements; ++i)
                pass.output[i] += static_cast<T>(stddev) * static_cast<T>(random.normal());
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        if (T* to = pass.input_gradients[0])
            std::copy_n(pass.output_gradient + pass.first * elements, pass.count * elements, to + pass.first * elements);
    }
};

}  // namespace

std::unique_ptr<Layer> make_gaussian_noise() { return std::make_unique<GaussianNoise>(); }

}  // namespace glassnet

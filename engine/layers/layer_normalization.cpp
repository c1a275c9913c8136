// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/affine_settings.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Brings the values along the last axis of each sample to mean 0 and variance 1, then scales and shifts them (Ba et al. 2016). Each
/// position stands for itself: batches and training make no difference.
class LayerNormalization final : public AffineLayer<LayerNormalization> {
public:
    double epsilon = 1e-3;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("epsilon", &LayerNormalization::epsilon, above(0), "Added to the variance so that nothing is divided by zero.")},
        affine_settings());

    static Description describe() {
        return {.id = "LayerNormalization",
                .title = "LayerNormalization",
                .group = "Normalization",
                .summary = "Brings the channels of each position to mean 0 and variance 1.",
                .formula = "y = gamma · (x − mean) / √(variance + epsilon) + beta",
                .keras = "keras.layers.LayerNormalization",
                .pytorch = "torch.nn.LayerNorm",
                .onnx = "LayerNormalization",
                .icon = "normalization"};
    }

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    std::int64_t multiply_adds(Shapes inputs) const override { return 2 * inputs[0].elements(); }
    std::vector<WeightSpec> weights(Shapes inputs) const override { return gamma_and_beta({channels(inputs[0])}); }
    Memory memory(Shapes inputs) const override { return {.per_sample = 2 * (inputs[0].elements() / channels(inputs[0]))}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const T* const gamma = gamma_of(pass.weights);
        const T* const beta = beta_of(pass.weights);
        for_each_position(pass, [&](std::int64_t first, std::int64_t count, T* statistics) {
            const T* const x = pass.inputs[0] + first;
            T* const y = pass.output + first;
            T mean = 0, variance = 0;
            for (std::int64_t c = 0; c < count; ++c) mean += x[c];
            mean /= static_cast<T>(count);
            for (std::int64_t c = 0; c < count; ++c) variance += (x[c] - mean) * (x[c] - mean);
            const T inverse = 1 / std::sqrt(variance / static_cast<T>(count) + static_cast<T>(epsilon));
            statistics[0] = mean;
            statistics[1] = inverse;
            for (std::int64_t c = 0; c < count; ++c) y[c] = (x[c] - mean) * inverse * (gamma ? gamma[c] : T{1}) + (beta ? beta[c] : T{0});
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const T* const gamma = gamma_of(pass.weights);
        T* const gamma_gradient = gamma_of(pass.weight_gradients);
        T* const beta_gradient = beta_of(pass.weight_gradients);
        T* const to = pass.input_gradients[0];
        for_each_position(pass, [&](std::int64_t first, std::int64_t count, const T* statistics) {
            const T* const x = pass.inputs[0] + first;
            const T* const g = pass.output_gradient + first;
            const T mean = statistics[0], inverse = statistics[1];
            T sum = 0, product = 0;
            for (std::int64_t c = 0; c < count; ++c) {
                const T normal = (x[c] - mean) * inverse;
                if (gamma_gradient) gamma_gradient[c] += g[c] * normal;
                if (beta_gradient) beta_gradient[c] += g[c];
                const T scaled = g[c] * (gamma ? gamma[c] : T{1});
                sum += scaled;
                product += scaled * normal;
            }
            if (!to) return;
            for (std::int64_t c = 0; c < count; ++c) {
                const T normal = (x[c] - mean) * inverse;
                to[first + c] = inverse * (g[c] * (gamma ? gamma[c] : T{1}) - (sum + normal * product) / static_cast<T>(count));
            }
        });
    }

private:
    static std::int64_t channels(const Shape& shape) { return shape[shape.rank() - 1]; }

    /// Calls action(first value, count, mean and inverse deviation) for every position of this call's samples.
    template <class T, class Action>
    static void for_each_position(const Pass<T>& pass, const Action& action) {
        const std::int64_t count = channels(pass.output_shape), positions = pass.output_shape.elements() / count;
        for (std::int64_t position = pass.first * positions; position < (pass.first + pass.count) * positions; ++position)
            action(position * count, count, pass.per_sample + 2 * position);
    }
};

}  // namespace

std::unique_ptr<Layer> make_layer_normalization() { return std::make_unique<LayerNormalization>(); }

}  // namespace glassnet

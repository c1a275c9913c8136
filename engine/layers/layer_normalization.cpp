// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/affine_settings.h"
#include "layers/axes.h"

#include <cmath>

namespace glassnet {

namespace {

/// Brings the values along some axes of each sample to mean 0 and variance 1, then scales and shifts them (Ba et al. 2016): gamma and beta
/// have the sides of these axes. Each position along the other axes stands for itself: batches and training make no difference.
class LayerNormalization final : public AffineLayer<LayerNormalization> {
public:
    std::vector<int> axis{-1};
    double epsilon = 1e-3;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("axis", &LayerNormalization::axis, between(-Shape::max_rank, Shape::max_rank),
                           "Along which axes the values are normalized together; −1 is the last."),
                   setting("epsilon", &LayerNormalization::epsilon, above(0), "Added to the variance so that nothing is divided by zero.")},
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

    Shape output_shape(Shapes inputs) const override {
        (void)sides(inputs[0]);
        return inputs[0];
    }
    std::int64_t multiply_adds(Shapes inputs) const override { return 2 * inputs[0].elements(); }
    std::vector<WeightSpec> weights(Shapes inputs) const override {
        std::vector<std::int64_t> shape;
        for (int side = 0; side < inputs[0].rank(); ++side)
            if (sides(inputs[0]).test(static_cast<std::size_t>(side))) shape.push_back(inputs[0][side]);
        return gamma_and_beta(Shape(shape));
    }
    Memory memory(Shapes inputs) const override { return {.per_sample = 2 * positions(inputs[0]).count()}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const T* const gamma = gamma_of(pass.weights);
        const T* const beta = beta_of(pass.weights);
        const Walk values = Walk::along(pass.output_shape, sides(pass.output_shape));
        const T count = static_cast<T>(values.count());
        for_each_position(pass, [&](std::int64_t first, T* statistics) {
            const T* const x = pass.inputs[0] + first;
            T* const y = pass.output + first;
            T mean = 0, variance = 0;
            values.for_each([&](std::int64_t i, std::int64_t) { mean += x[i]; });
            mean /= count;
            values.for_each([&](std::int64_t i, std::int64_t) { variance += (x[i] - mean) * (x[i] - mean); });
            const T inverse = 1 / std::sqrt(variance / count + static_cast<T>(epsilon));
            statistics[0] = mean;
            statistics[1] = inverse;
            values.for_each([&](std::int64_t i, std::int64_t c) {
                y[i] = (x[i] - mean) * inverse * (gamma ? gamma[c] : T{1}) + (beta ? beta[c] : T{0});
            });
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const T* const gamma = gamma_of(pass.weights);
        T* const gamma_gradient = gamma_of(pass.weight_gradients);
        T* const beta_gradient = beta_of(pass.weight_gradients);
        T* const to = pass.input_gradients[0];
        const Walk values = Walk::along(pass.output_shape, sides(pass.output_shape));
        const T count = static_cast<T>(values.count());
        for_each_position(pass, [&](std::int64_t first, const T* statistics) {
            const T* const x = pass.inputs[0] + first;
            const T* const g = pass.output_gradient + first;
            const T mean = statistics[0], inverse = statistics[1];
            T sum = 0, product = 0;
            values.for_each([&](std::int64_t i, std::int64_t c) {
                const T normal = (x[i] - mean) * inverse;
                if (gamma_gradient) gamma_gradient[c] += g[i] * normal;
                if (beta_gradient) beta_gradient[c] += g[i];
                const T scaled = g[i] * (gamma ? gamma[c] : T{1});
                sum += scaled;
                product += scaled * normal;
            });
            if (!to) return;
            values.for_each([&](std::int64_t i, std::int64_t c) {
                const T normal = (x[i] - mean) * inverse;
                to[first + i] = inverse * (g[i] * (gamma ? gamma[c] : T{1}) - (sum + normal * product) / count);
            });
        });
    }

private:
    [[nodiscard]] Sides sides(const Shape& shape) const { return sides_at("LayerNormalization", axis, shape); }
    [[nodiscard]] Walk positions(const Shape& shape) const { return Walk::along(shape, ~sides(shape)); }

    /// Calls action(first value, mean and inverse deviation) for every position of this call's samples.
    template <class T, class Action>
    void for_each_position(const Pass<T>& pass, const Action& action) const {
        const Walk walk = positions(pass.output_shape);
        const std::int64_t elements = pass.output_shape.elements(), count = walk.count();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            walk.for_each([&](std::int64_t place, std::int64_t number) {
                action(sample * elements + place, pass.per_sample + 2 * (sample * count + number));
            });
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_layer_normalization() { return std::make_unique<LayerNormalization>(); }

}  // namespace glassnet

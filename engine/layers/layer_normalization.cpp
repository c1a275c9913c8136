// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/affine_settings.h"
#include "layers/axes.h"
#include "math/rows/row_normalization.h"

namespace glassnet {

namespace {

/// Brings the values along some axes of each sample to mean 0 and variance 1, then scales and shifts them (Ba
/// et al. 2016): gamma and beta have the sides of these axes. Each position along the other axes is
/// normalized by itself: batches and training make no difference.
class LayerNormalization final : public AffineLayer<LayerNormalization> {
public:
    std::vector<int> axis{-1};
    double epsilon = 1e-3;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("axis", &LayerNormalization::axis, between(-Shape::max_rank, Shape::max_rank),
                           "Along which axes the values are normalized together; −1 is the last."),
                   setting("epsilon", &LayerNormalization::epsilon, above(0),
                           "Added to the variance so that nothing is divided by zero.")},
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

    [[nodiscard]] Contract contract(const Binding& binding) const {
        const Shape& shape = binding.output_shape;
        const Walk values = Walk::along(shape, sides(shape));
        const char* const name = values.is_contiguous() ? "vectors" : "vectors, gathered";
        return {.memory = {.per_sample = 2 * shape.elements() / values.count(),
                           .per_worker = values.is_contiguous() ? 0 : 2 * values.count()},
                .backward_needs = {.inputs = true, .output = false},
                .kernels = {name, name}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Rows<T> rows(*this, pass);
        if (rows.values.is_contiguous()) {
            normalize_rows(rows.normalization, pass.inputs[0] + rows.first(), rows.count(), rows.statistics(),
                           pass.output + rows.first());
            return;
        }
        T* const row = pass.scratch;
        rows.for_each([&](std::int64_t first, T* statistics) {
            rows.values.for_each([&](std::int64_t i, std::int64_t c) { row[c] = pass.inputs[0][first + i]; });
            normalize_rows(rows.normalization, row, 1, statistics, row);
            rows.values.for_each([&](std::int64_t i, std::int64_t c) { pass.output[first + i] = row[c]; });
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Rows<T> rows(*this, pass);
        RowGradients<T> to{pass.input_gradients[0], gamma_of(pass.weight_gradients),
                           beta_of(pass.weight_gradients)};
        if (rows.values.is_contiguous()) {
            if (to.input) to.input += rows.first();
            normalize_rows_backward(rows.normalization, pass.inputs[0] + rows.first(),
                                    pass.output_gradient + rows.first(), rows.count(), rows.statistics(), to);
            return;
        }
        T *const row = pass.scratch, *const gradient = row + rows.values.count();
        if (to.input) to.input = gradient;
        rows.for_each([&](std::int64_t first, const T* statistics) {
            rows.values.for_each([&](std::int64_t i, std::int64_t c) {
                row[c] = pass.inputs[0][first + i];
                gradient[c] = pass.output_gradient[first + i];
            });
            normalize_rows_backward(rows.normalization, row, gradient, 1, statistics, to);
            if (to.input)
                rows.values.for_each([&](std::int64_t i, std::int64_t c) {
                    pass.input_gradients[0][first + i] = gradient[c];
                });
        });
    }

private:
    [[nodiscard]] Sides sides(const Shape& shape) const {
        return sides_at("LayerNormalization", axis, shape);
    }

    /// The rows of this call's samples; a row is what is normalized together.
    template <class T>
    struct Rows {
        const Pass<T>& pass;
        Walk values, positions;
        RowNormalization<T> normalization;

        Rows(const LayerNormalization& layer, const Pass<T>& call)
            : pass(call),
              values(Walk::along(call.output_shape, layer.sides(call.output_shape))),
              positions(Walk::along(call.output_shape, ~layer.sides(call.output_shape))),
              normalization{values.count(), layer.gamma_of(call.weights), layer.beta_of(call.weights),
                            static_cast<T>(layer.epsilon)} {}

        [[nodiscard]] std::int64_t first() const { return pass.first * pass.output_shape.elements(); }
        [[nodiscard]] std::int64_t count() const { return pass.count * positions.count(); }
        /// Returns the mean and inverse deviation of each row.
        [[nodiscard]] T* statistics() const { return pass.per_sample + 2 * pass.first * positions.count(); }
        /// Calls action(first value, statistics) for every row.
        template <class Action>
        void for_each(const Action& action) const {
            for (int sample = 0; sample < pass.count; ++sample) {
                const std::int64_t start = first() + sample * pass.output_shape.elements();
                positions.for_each([&](std::int64_t place, std::int64_t number) {
                    action(start + place, statistics() + 2 * (sample * positions.count() + number));
                });
            }
        }
    };
};

}  // namespace

std::unique_ptr<Layer> make_layer_normalization() { return std::make_unique<LayerNormalization>(); }

}  // namespace glassnet

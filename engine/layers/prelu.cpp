// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/axes.h"
#include "layers/weight_settings.h"
#include "math/rows/columns.h"

#include <optional>

namespace glassnet {

namespace {

/// A leaky ReLU that learns its slopes (He et al. 2015). One slope for each value of a sample, unless axes
/// share theirs.
class PReLU final : public LearningLayer<PReLU> {
public:
    Chosen<Initializer> alpha_initializer;
    Chosen<Regularizer> alpha_regularizer;
    Chosen<Constraint> alpha_constraint;
    std::vector<int> shared_axes{};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("shared_axes", &PReLU::shared_axes, between(1, Shape::max_rank),
                           "Axes along which all values share a slope, counted from 1; 1 × 2: one slope for "
                           "each channel of a picture."),
                   advanced(setting("alpha_initializer", &PReLU::alpha_initializer, "How the slopes begin.")),
                   advanced(setting("alpha_regularizer", &PReLU::alpha_regularizer,
                                    "Penalty on the slopes, added to the loss.")),
                   advanced(setting("alpha_constraint", &PReLU::alpha_constraint,
                                    "What the slopes are held to after each step."))},
        learning_settings());

    static Description describe() {
        return {.id = "PReLU",
                .title = "PReLU",
                .group = "Activation",
                .summary = "Makes negative values smaller, by learned slopes.",
                .formula = "y = x if x > 0, else alpha · x",
                .keras = "keras.layers.PReLU",
                .pytorch = "torch.nn.PReLU",
                .onnx = "PRelu",
                .icon = "relu"};
    }

    Shape output_shape(Shapes inputs) const override {
        (void)shared(inputs[0]);
        return inputs[0];
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        std::vector<std::int64_t> sides(inputs[0].sides().begin(), inputs[0].sides().end());
        for (std::size_t side = 0; side < sides.size(); ++side)
            if (shared(inputs[0]).test(side)) sides[side] = 1;
        return {{.name = "alpha",
                 .shape = Shape(sides),
                 .initializer = alpha_initializer,
                 .regularizer = alpha_regularizer,
                 .constraint = alpha_constraint}};
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        const char* const name = row(binding.output_shape) ? "vectors of channels" : "plain loops";
        return {.backward_needs = {.inputs = true, .output = false}, .kernels = {name, name}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        if (const auto columns = row(pass.output_shape)) {
            const Rows rows(pass, *columns);
            return prelu(pass.inputs[0] + rows.offset, pass.weights[0], rows.count, *columns,
                         pass.output + rows.offset);
        }
        for_each_value(pass, [&](std::int64_t i, std::int64_t slope) {
            const T x = pass.inputs[0][i];
            pass.output[i] = x > 0 ? x : pass.weights[0][slope] * x;
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (const auto columns = row(pass.output_shape)) {
            const Rows rows(pass, *columns);
            return prelu_backward(pass.output_gradient + rows.offset, pass.inputs[0] + rows.offset,
                                  pass.weights[0], rows.count, *columns, pass.weight_gradients[0],
                                  to ? to + rows.offset : nullptr);
        }
        for_each_value(pass, [&](std::int64_t i, std::int64_t slope) {
            const T x = pass.inputs[0][i], gradient = pass.output_gradient[i];
            if (!(x > 0) && pass.weight_gradients[0]) pass.weight_gradients[0][slope] += gradient * x;
            if (to) to[i] = x > 0 ? gradient : gradient * pass.weights[0][slope];
        });
    }

private:
    [[nodiscard]] Sides shared(const Shape& shape) const { return sides_at("PReLU", shared_axes, shape); }

    /// Returns how many values have adjacent slopes, repeated through the tensor; nothing where sides between
    /// or behind those of the slopes share.
    [[nodiscard]] std::optional<std::int64_t> row(const Shape& shape) const {
        const Sides sides = shared(shape);
        std::size_t side = 0;
        while (side < static_cast<std::size_t>(shape.rank()) && sides.test(side)) ++side;
        std::int64_t columns = 1;
        for (; side < static_cast<std::size_t>(shape.rank()); ++side) {
            if (sides.test(side)) return std::nullopt;
            columns *= shape[static_cast<int>(side)];
        }
        return columns;
    }

    /// This call's samples cut into rows.
    struct Rows {
        std::int64_t offset, count;
        template <class T>
        Rows(const Pass<T>& pass, std::int64_t columns)
            : offset(pass.first * pass.output_shape.elements()),
              count(pass.count * pass.output_shape.elements() / columns) {}
    };

    /// Calls action(place of a value, place of its slope) for every value of this call's samples.
    template <class T, class Action>
    void for_each_value(const Pass<T>& pass, const Action& action) const {
        const Walk slopes = Walk::sharing(pass.output_shape, shared(pass.output_shape));
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
            slopes.for_each(
                [&](std::int64_t slope, std::int64_t number) { action(sample * elements + number, slope); });
    }
};

}  // namespace

std::unique_ptr<Layer> make_prelu() { return std::make_unique<PReLU>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activations.h"
#include "layers/axes.h"
#include "layers/layer.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Numbers along one axis that are positive and add up to 1. Axes are counted as in Keras: 0 is the batch, −1 the last.
class Softmax final : public LayerOf<Softmax> {
public:
    int axis = -1;

    static constexpr auto settings =
        std::tuple{setting("axis", &Softmax::axis, between(-Shape::max_rank, Shape::max_rank), "Along which axis; −1 is the last.")};

    static Description describe() {
        return {.id = "Softmax",
                .title = "Softmax",
                .group = "Activation",
                .summary = "Turns the values along an axis into shares of 1.",
                .formula = "yᵢ = eˣⁱ / Σ eˣʲ",
                .keras = "keras.layers.Softmax",
                .pytorch = "torch.nn.Softmax",
                .onnx = "Softmax",
                .icon = "softmax"};
    }

    Traits traits() const override { return {.only_activation = true}; }
    std::string_view activation_name() const override { return axis == -1 ? "softmax" : ""; }
    Memory memory(Shapes inputs) const override { return {.per_worker = 2 * inputs[0].elements()}; }

    Shape output_shape(Shapes inputs) const override {
        (void)side_at("Softmax", axis, inputs[0]);
        return inputs[0];
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        if (pass.activation_elsewhere) {
            const std::int64_t elements = pass.output_shape.elements();
            std::copy_n(pass.inputs[0] + pass.first * elements, pass.count * elements, pass.output + pass.first * elements);
            return;
        }
        for_each_line(pass, [&](std::int64_t start, std::int64_t step, std::int64_t count) {
            for (std::int64_t i = 0; i < count; ++i) pass.scratch[i] = pass.inputs[0][start + i * step];
            softmax(pass.scratch, count);
            for (std::int64_t i = 0; i < count; ++i) pass.output[start + i * step] = pass.scratch[i];
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        for_each_line(pass, [&](std::int64_t start, std::int64_t step, std::int64_t count) {
            T* const gradient = pass.scratch;
            T* const output = pass.scratch + count;
            for (std::int64_t i = 0; i < count; ++i) {
                gradient[i] = pass.output_gradient[start + i * step];
                output[i] = pass.output[start + i * step];
            }
            if (!pass.activation_elsewhere) softmax_backward(gradient, output, count);
            for (std::int64_t i = 0; i < count; ++i) to[start + i * step] = gradient[i];
        });
    }

private:
    /// Calls action(first value, distance, count) for every line along the axis.
    template <class T, class Action>
    void for_each_line(const Pass<T>& pass, const Action& action) const {
        const Shape& shape = pass.output_shape;
        const int side = side_at("Softmax", axis, shape);
        std::int64_t inner = 1;
        for (int later = side + 1; later < shape.rank(); ++later) inner *= shape[later];
        const std::int64_t block = inner * shape[side];
        for (std::int64_t start = pass.first * shape.elements(); start < (pass.first + pass.count) * shape.elements(); start += block)
            for (std::int64_t i = 0; i < inner; ++i) action(start + i, inner, shape[side]);
    }
};

}  // namespace

std::unique_ptr<Layer> make_softmax() { return std::make_unique<Softmax>(); }

}  // namespace glassnet

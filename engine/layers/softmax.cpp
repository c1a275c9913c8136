// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/rows/softmax.h"
#include "layers/axes.h"
#include "layers/catalogue.h"
#include "layers/layer.h"

namespace glassnet {

namespace {

/// Numbers along one axis that are positive and add up to 1. Axes are counted as in Keras: 0 is the batch, −1
/// the last.
class Softmax final : public LayerOf<Softmax> {
public:
    int axis = -1;

    static constexpr auto settings =
        std::tuple{setting("axis", &Softmax::axis, between(-Shape::max_rank, Shape::max_rank),
                           "Along which axis; −1 is the last.")};

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
    std::optional<ActivationFunction> activation_function() const override {
        return axis == -1 ? std::optional(ActivationFunction::softmax) : std::nullopt;
    }

    [[nodiscard]] std::unique_ptr<Layer> without_activation() const override {
        return kinds<Layer>().make({"Activation", {{"activation", "linear"}}}, {});
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        const char* const name =
            Lines(*this, binding.output_shape).step > 1 ? "vectors, gathered" : "vectors";
        return {.memory = {.per_worker = 2 * binding.output_elements()},
                .backward_needs = {.inputs = false, .output = true},
                .kernels = {name, name}};
    }

    Shape output_shape(Shapes inputs) const override {
        (void)side_at("Softmax", axis, inputs[0]);
        return inputs[0];
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t offset = pass.first * pass.output_shape.elements(),
                           count = pass.count * pass.output_shape.elements();
        const Lines lines(*this, pass.output_shape);
        const T* const from = pass.inputs[0] + offset;
        T* const to = pass.output + offset;
        if (lines.step == 1) {
            softmax(from, count / lines.length, lines.length, to);
        } else {
            lines.for_each(count, [&](std::int64_t start) {
                lines.gather(from + start, pass.scratch);
                softmax(pass.scratch, std::int64_t{1}, lines.length, pass.scratch);
                lines.scatter(pass.scratch, to + start);
            });
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        const std::int64_t offset = pass.first * pass.output_shape.elements(),
                           count = pass.count * pass.output_shape.elements();
        const Lines lines(*this, pass.output_shape);
        const T *const gradient = pass.output_gradient + offset, *const output = pass.output + offset;
        T* const to = pass.input_gradients[0] + offset;
        if (lines.step == 1) {
            softmax_backward(gradient, output, count / lines.length, lines.length, to);
        } else {
            T *const line_gradient = pass.scratch, *const line_output = pass.scratch + lines.length;
            lines.for_each(count, [&](std::int64_t start) {
                lines.gather(gradient + start, line_gradient);
                lines.gather(output + start, line_output);
                softmax_backward(line_gradient, line_output, std::int64_t{1}, lines.length, line_gradient);
                lines.scatter(line_gradient, to + start);
            });
        }
    }

private:
    /// The values along the axis: `length` of them, `step` apart.
    struct Lines {
        std::int64_t length, step = 1;

        Lines(const Softmax& layer, const Shape& shape) {
            const int side = side_at("Softmax", layer.axis, shape);
            length = shape[side];
            for (int later = side + 1; later < shape.rank(); ++later) step *= shape[later];
        }

        /// Calls action(place of the first value) for every line among `count` values.
        template <class Action>
        void for_each(std::int64_t count, const Action& action) const {
            for (std::int64_t block = 0; block < count; block += length * step)
                for (std::int64_t i = 0; i < step; ++i) action(block + i);
        }
        template <class T>
        void gather(const T* from, T* to) const {
            for (std::int64_t i = 0; i < length; ++i) to[i] = from[i * step];
        }
        template <class T>
        void scatter(const T* from, T* to) const {
            for (std::int64_t i = 0; i < length; ++i) to[i * step] = from[i];
        }
    };
};

}  // namespace

std::unique_ptr<Layer> make_softmax() { return std::make_unique<Softmax>(); }

}  // namespace glassnet

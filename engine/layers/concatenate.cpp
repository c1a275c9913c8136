// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/axes.h"
#include "layers/layer.h"
#include "layers/layer_problems.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Its inputs side by side along one axis; all other sides are equal.
class Concatenate final : public LayerOf<Concatenate> {
public:
    int axis = -1;

    static constexpr auto settings =
        std::tuple{setting("axis", &Concatenate::axis, between(-Shape::max_rank, Shape::max_rank),
                           "Along which axis the inputs are put side by side; −1 is the last.")};

    static Description describe() {
        return {.id = "Concatenate",
                .title = "Concatenate",
                .group = "Merge",
                .summary = "Its inputs side by side along one axis (channels).",
                .formula = "y = [x₁, x₂, …]",
                .keras = "keras.layers.Concatenate",
                .pytorch = "torch.cat",
                .onnx = "Concat",
                .icon = "concatenate"};
    }

    Arity arity() const override { return {2, 64}; }

    Shape output_shape(Shapes inputs) const override {
        const Shape& first = inputs[0];
        const int joined = side_at("Concatenate", axis, first);
        std::vector<std::int64_t> sides(first.sides().begin(), first.sides().end());
        for (const Shape& shape : inputs.subspan(1)) {
            if (shape.rank() != first.rank()) throw shapes_differ("Concatenate", first, shape);
            for (int side = 0; side < first.rank(); ++side) {
                if (side == joined)
                    sides[static_cast<std::size_t>(side)] += shape[side];
                else if (shape[side] != first[side])
                    throw shapes_differ("Concatenate", first, shape);
            }
        }
        return Shape(sides);
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return {.backward_needs = {.inputs = false, .output = false}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        walk(
            pass, [](const T* from, std::int64_t count, T* to) { std::copy_n(from, count, to); }, pass.inputs,
            pass.output);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        walk(
            pass,
            [](T* to, std::int64_t count, const T* from) {
                if (to) std::copy_n(from, count, to);
            },
            pass.input_gradients, pass.output_gradient);
    }

private:
    /// Returns how many values are contiguous in a tensor of this shape: everything from the axis on.
    [[nodiscard]] std::int64_t width(const Shape& shape) const {
        std::int64_t product = 1;
        for (int side = side_at("Concatenate", axis, shape); side < shape.rank(); ++side)
            product *= shape[side];
        return product;
    }

    /// Calls action(piece of an input, its width, its place in the output) for every piece of every input.
    template <class T, class Action, class Pieces, class Whole>
    void walk(const Pass<T>& pass, const Action& action, const Pieces& pieces, Whole whole) const {
        const std::int64_t total = width(pass.output_shape);
        const std::int64_t rows = pass.output_shape.elements() / total;
        std::int64_t place = 0;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const std::int64_t columns = width(pass.input_shapes[i]);
            for (std::int64_t row = pass.first * rows; row < (pass.first + pass.count) * rows; ++row)
                action(pieces[i] ? pieces[i] + row * columns : nullptr, columns, whole + row * total + place);
            place += columns;
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_concatenate() { return std::make_unique<Concatenate>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "layers/layer_problems.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Its inputs side by side along the last axis.
class Concatenate final : public LayerOf<Concatenate> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Concatenate",
                .title = "Concatenate",
                .group = "Merge",
                .summary = "Its inputs side by side along the last axis (channels).",
                .formula = "y = [x₁, x₂, …]",
                .keras = "keras.layers.Concatenate",
                .pytorch = "torch.cat",
                .onnx = "Concat",
                .icon = "concatenate"};
    }

    Arity arity() const override { return {2, 64}; }

    Shape output_shape(Shapes inputs) const override {
        const Shape& first = inputs[0];
        std::vector<std::int64_t> sides(first.sides().begin(), first.sides().end());
        sides.back() = 0;
        for (const Shape& shape : inputs) {
            const bool alike = shape.rank() == first.rank() &&
                               std::ranges::equal(shape.sides().first(sides.size() - 1), first.sides().first(sides.size() - 1));
            if (!alike) throw shapes_differ("Concatenate", first, shape);
            sides.back() += width(shape);
        }
        return Shape(sides);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        walk(
            pass, [](const T* from, std::int64_t count, T* to) { std::copy_n(from, count, to); }, pass.inputs, pass.output);
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
    static std::int64_t width(const Shape& shape) { return shape[shape.rank() - 1]; }

    /// Calls action(piece of an input, its width, its place in the output) for every pixel of every input.
    template <class T, class Action, class Pieces, class Whole>
    static void walk(const Pass<T>& pass, const Action& action, const Pieces& pieces, Whole whole) {
        const std::int64_t total = width(pass.output_shape);
        const std::int64_t pixels = pass.output_shape.elements() / total;
        std::int64_t place = 0;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const std::int64_t columns = width(pass.input_shapes[i]);
            for (std::int64_t pixel = pass.first * pixels; pixel < (pass.first + pass.count) * pixels; ++pixel) {
                action(pieces[i] ? pieces[i] + pixel * columns : nullptr, columns, whole + pixel * total + place);
            }
            place += columns;
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_concatenate() { return std::make_unique<Concatenate>(); }

}  // namespace glassnet

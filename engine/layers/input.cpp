// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

namespace glassnet {

namespace {

/// Where samples enter the network.
class Input final : public LayerOf<Input> {
public:
    std::vector<int> shape = {28, 28, 1};

    static constexpr auto settings =
        std::tuple{setting("shape", &Input::shape, between(1, 1 << 20),
                           "Shape of one sample without the batch: height, width, channels; or one number "
                           "for a row of values.")};

    static Description describe() {
        return {.id = "Input",
                .title = "Input",
                .group = "Input and output",
                .summary = "Where samples enter the network.",
                .formula = "y = x",
                .keras = "keras.layers.Input",
                .pytorch = "",
                .onnx = "graph input",
                .icon = "input"};
    }

    Arity arity() const override { return {0, 0}; }
    Shape output_shape(Shapes) const override {
        if (shape.size() > Shape::max_rank)
            throw Error(too_many_sides, {{"found", static_cast<std::int64_t>(shape.size())}});
        const std::vector<std::int64_t> sides(shape.begin(), shape.end());
        return Shape(sides);
    }

    // The plan's loader writes the output itself.
    template <class T>
    void run_forward(const Pass<T>&) const {}
    template <class T>
    void run_backward(const Pass<T>&) const {}

private:
    static constexpr ProblemKind too_many_sides{"shape.sides", Severity::error,
                                                "The shape has {found} sides, at most 8 are allowed",
                                                "Use fewer sides."};
};

}  // namespace

std::unique_ptr<Layer> make_input() { return std::make_unique<Input>(); }

}  // namespace glassnet

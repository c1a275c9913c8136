// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "operations/identity.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind reshape_values{"shape.reshape", Severity::error,
                                     "Reshape cannot make {target} of {found} ({values} values)",
                                     "Choose sides whose product is {values}; one of them may be −1."};

/// The same values with other sides, read row by row.
class Reshape final : public LayerOf<Reshape> {
public:
    std::vector<int> target_shape{-1};

    static constexpr auto settings =
        std::tuple{setting("target_shape", &Reshape::target_shape, at_least(-1),
                           "Sides of the output; one may be −1: what is left for it.")};

    static Description describe() {
        return {.id = "Reshape",
                .title = "Reshape",
                .group = "Shape",
                .summary = "The same values with other sides.",
                .formula = "y = x, read row by row",
                .keras = "keras.layers.Reshape",
                .pytorch = "torch.reshape",
                .onnx = "Reshape",
                .icon = "reshape"};
    }

    Shape output_shape(Shapes inputs) const override {
        const std::int64_t values = inputs[0].elements();
        std::int64_t known = 1;
        int open = 0;
        for (const int side : target_shape) {
            if (side > 0 && known <= values) known *= side;
            open += side <= 0;
        }
        const bool fits = std::ranges::count(target_shape, 0) == 0 &&
                          target_shape.size() <= Shape::max_rank &&
                          (open == 0 ? known == values : open == 1 && known <= values && values % known == 0);
        if (!fits) {
            throw Error(reshape_values,
                        {{"target", to_text(Value(Value::List(target_shape.begin(), target_shape.end())))},
                         {"found", to_text(inputs[0])},
                         {"values", values}});
        }
        std::vector<std::int64_t> sides;
        for (const int side : target_shape) sides.push_back(side > 0 ? side : values / known);
        return Shape(sides);
    }

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding&) const { return identity(); }
};

}  // namespace

std::unique_ptr<Layer> make_reshape() { return std::make_unique<Reshape>(); }

}  // namespace glassnet

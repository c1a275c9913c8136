// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

#include <algorithm>
#include <array>

namespace glassnet {

namespace {

constexpr ProblemKind permute_dims{"shape.permute", Severity::error, "Permute's {dims} is no order of the {rank} dimensions of {found}",
                                   "Name each number from 1 to {rank} once."};

/// The dimensions in another order; they are counted from 1, the batch is not among them.
class Permute final : public LayerOf<Permute> {
public:
    std::vector<int> dims{2, 1, 3};

    static constexpr auto settings = std::tuple{setting("dims", &Permute::dims, between(1, Shape::max_rank),
                                                        "Which dimension of the input each one of the output is, counted from 1.")};

    static Description describe() {
        return {.id = "Permute",
                .title = "Permute",
                .group = "Shape",
                .summary = "The dimensions in another order.",
                .formula = "y[i, j, k] = x[in the order of dims]",
                .keras = "keras.layers.Permute",
                .pytorch = "torch.permute",
                .onnx = "Transpose",
                .icon = "transpose"};
    }

    Shape output_shape(Shapes inputs) const override {
        std::vector<int> sorted = dims;
        std::ranges::sort(sorted);
        bool fits = static_cast<int>(dims.size()) == inputs[0].rank();
        for (std::size_t i = 0; i < sorted.size(); ++i) fits = fits && sorted[i] == static_cast<int>(i) + 1;
        if (!fits) {
            throw Error(permute_dims, {{"dims", to_text(Value(Value::List(dims.begin(), dims.end())))},
                                       {"rank", inputs[0].rank()},
                                       {"found", to_text(inputs[0])}});
        }
        std::vector<std::int64_t> sides;
        for (const int dim : dims) sides.push_back(inputs[0][dim - 1]);
        return Shape(sides);
    }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        walk(pass, [&](std::int64_t from, std::int64_t to) { pass.output[to] = pass.inputs[0][from]; });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const gradient = pass.input_gradients[0];
        if (gradient) walk(pass, [&](std::int64_t from, std::int64_t to) { gradient[from] = pass.output_gradient[to]; });
    }

private:
    /// Calls action(place in the input, place in the output) for every value of this call's samples.
    template <class T, class Action>
    void walk(const Pass<T>& pass, const Action& action) const {
        const Shape& in = pass.input_shapes[0];
        const Shape& out = pass.output_shape;
        const int rank = out.rank();
        std::array<std::int64_t, Shape::max_rank> strides{}, at{};
        std::array<std::int64_t, Shape::max_rank> input_strides{};
        std::int64_t stride = 1;
        for (int side = rank - 1; side >= 0; --side) {
            input_strides[static_cast<std::size_t>(side)] = stride;
            stride *= in[side];
        }
        for (int side = 0; side < rank; ++side)
            strides[static_cast<std::size_t>(side)] = input_strides[static_cast<std::size_t>(dims[static_cast<std::size_t>(side)] - 1)];
        const std::int64_t elements = out.elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            at.fill(0);
            std::int64_t from = 0;
            for (std::int64_t to = 0; to < elements; ++to) {
                action(sample * elements + from, sample * elements + to);
                for (int side = rank - 1; side >= 0; --side) {
                    const auto s = static_cast<std::size_t>(side);
                    from += strides[s];
                    if (++at[s] < out[side]) break;
                    from -= strides[s] * out[side];
                    at[s] = 0;
                }
            }
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_permute() { return std::make_unique<Permute>(); }

}  // namespace glassnet

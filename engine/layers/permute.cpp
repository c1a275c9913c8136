// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "math/matrix/permutation.h"

#include <algorithm>
#include <array>

namespace glassnet {

namespace {

constexpr ProblemKind permute_dims{"shape.permute", Severity::error,
                                   "Permute's {dims} is no order of the {rank} dimensions of {found}",
                                   "Name each number from 1 to {rank} once."};

/// The dimensions in another order; they are counted from 1, the batch is not among them.
class Permute final : public LayerOf<Permute> {
public:
    std::vector<int> dims{2, 1, 3};

    static constexpr auto settings =
        std::tuple{setting("dims", &Permute::dims, between(1, Shape::max_rank),
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

    [[nodiscard]] Contract contract(const Binding&) const {
        return {.backward_needs = {.inputs = false, .output = false}, .kernels = {"vectors", "vectors"}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        move(pass, Permutation(pass.input_shapes[0], Order(dims).sides()), pass.inputs[0], pass.output);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (pass.input_gradients[0])
            move(pass, Permutation(pass.output_shape, Order(dims).inverse().sides()), pass.output_gradient,
                 pass.input_gradients[0]);
    }

private:
    /// Sides, counted from 0.
    class Order {
    public:
        explicit Order(std::span<const int> dims) : count_(dims.size()) {
            for (std::size_t i = 0; i < count_; ++i) sides_[i] = dims[i] - 1;
        }
        [[nodiscard]] Order inverse() const {
            Order result = *this;
            for (std::size_t i = 0; i < count_; ++i)
                result.sides_[static_cast<std::size_t>(sides_[i])] = static_cast<int>(i);
            return result;
        }
        [[nodiscard]] std::span<const int> sides() const { return {sides_.data(), count_}; }

    private:
        std::array<int, Shape::max_rank> sides_{};
        std::size_t count_;
    };

    template <class T>
    static void move(const Pass<T>& pass, const Permutation& permutation, const T* from, T* to) {
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
            permute(permutation, from + sample * elements, to + sample * elements);
    }
};

}  // namespace

std::unique_ptr<Layer> make_permute() { return std::make_unique<Permute>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "layers/layer_problems.h"
#include "math/curves.h"
#include "math/elementwise.h"

#include <algorithm>

namespace glassnet {

namespace {

/// The sum of tensors of one shape, value by value.
class Add final : public LayerOf<Add> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Add",
                .title = "Add",
                .group = "Merge",
                .summary = "The sum of its inputs, value by value.",
                .formula = "y = x₁ + x₂ + …",
                .keras = "keras.layers.Add",
                .pytorch = "torch.add",
                .onnx = "Add",
                .icon = "add"};
    }

    Arity arity() const override { return {2, 64}; }

    Shape output_shape(Shapes inputs) const override {
        for (const Shape& shape : inputs) {
            if (shape != inputs[0]) throw shapes_differ("Add", inputs[0], shape);
        }
        return inputs[0];
    }

    bool goes_by_value() const override { return true; }
    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes) const override {
        if (relu_ || tail.work != Tail::Work::relu) return nullptr;
        auto result = std::make_unique<Add>(*this);
        result->relu_ = true;
        return result;
    }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = relu_}; }
    KernelNames kernel_names(Shapes, int) const override { return {"vectors", relu_ ? "vectors" : "copies"}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t offset = pass.first * pass.output_shape.elements();
        const std::int64_t count = pass.count * pass.output_shape.elements();
        T* const output = pass.output + offset;
        const T* sum = pass.inputs[0] + offset;
        for (std::size_t i = 1; i < pass.inputs.size(); ++i) {
            const bool rectified = relu_ && i + 1 == pass.inputs.size();
            add(sum, pass.inputs[i] + offset, count, rectified, output);
            sum = output;
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const std::int64_t offset = pass.first * pass.output_shape.elements();
        const std::int64_t count = pass.count * pass.output_shape.elements();
        for (T* to : pass.input_gradients) {
            if (!to) continue;
            if (relu_)
                apply_backward<T>({.form = Curve::Form::relu}, pass.output_gradient + offset, nullptr, pass.output + offset, count,
                                  to + offset);
            else
                std::copy_n(pass.output_gradient + offset, count, to + offset);
        }
    }

private:
    bool relu_ = false;  // max(·, 0) at the end, in the stead of the layer behind
};

}  // namespace

std::unique_ptr<Layer> make_add() { return std::make_unique<Add>(); }

}  // namespace glassnet

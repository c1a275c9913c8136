// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

#include <algorithm>

namespace glassnet {

namespace {

/// All values of a sample in one row, in the order height, width, channels.
class Flatten final : public LayerOf<Flatten> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Flatten",
                .title = "Flatten",
                .group = "Dense",
                .summary = "All values of a sample in one row.",
                .formula = "y = x, read row by row",
                .keras = "keras.layers.Flatten",
                .pytorch = "torch.nn.Flatten",
                .onnx = "Flatten",
                .icon = "flatten"};
    }

    Shape output_shape(Shapes inputs) const override { return {inputs[0].elements()}; }
    std::optional<Tail> as_tail(Shapes, bool) const override { return Tail{.work = Tail::Work::reshape}; }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }
    KernelNames kernel_names(Shapes, int) const override { return {"copies", "copies"}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        std::copy_n(pass.inputs[0] + pass.first * elements, pass.count * elements,
                    pass.output + pass.first * elements);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        if (T* to = pass.input_gradients[0])
            std::copy_n(pass.output_gradient + pass.first * elements, pass.count * elements,
                        to + pass.first * elements);
    }
};

}  // namespace

std::unique_ptr<Layer> make_flatten() { return std::make_unique<Flatten>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/border.h"

namespace glassnet {

namespace {

/// Zeros around a picture.
class ZeroPadding2D final : public LayerOf<ZeroPadding2D> {
public:
    std::vector<int> padding{1, 1};

    static constexpr auto settings =
        std::tuple{setting("padding", &ZeroPadding2D::padding, between(0, 65'536), border_help)};

    static Description describe() {
        return {.id = "ZeroPadding2D",
                .title = "ZeroPadding2D",
                .group = "Shape",
                .summary = "Zeros around a picture.",
                .formula = "y[i + top, j + left, c] = x[i, j, c], 0 elsewhere",
                .keras = "keras.layers.ZeroPadding2D",
                .pytorch = "torch.nn.ZeroPad2d",
                .onnx = "Pad",
                .icon = "padding"};
    }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 3) throw needs_pictures("ZeroPadding2D", inputs[0]);
        const Border border = border_of("ZeroPadding2D", padding);
        return {inputs[0][0] + border.top + border.bottom, inputs[0][1] + border.left + border.right,
                inputs[0][2]};
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return {.backward_needs = {.inputs = false, .output = false}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Border border = border_of("ZeroPadding2D", padding);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* const from = pass.inputs[0] + sample * pass.input_shapes[0].elements();
            T* const to = pass.output + sample * pass.output_shape.elements();
            std::fill_n(to, pass.output_shape.elements(), T{0});
            for_each_row(pass.input_shapes[0], pass.output_shape, border,
                         [&](std::int64_t small, std::int64_t large, std::int64_t count) {
                             std::copy_n(from + small, count, to + large);
                         });
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        const Border border = border_of("ZeroPadding2D", padding);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* const from = pass.output_gradient + sample * pass.output_shape.elements();
            T* const to = pass.input_gradients[0] + sample * pass.input_shapes[0].elements();
            for_each_row(pass.input_shapes[0], pass.output_shape, border,
                         [&](std::int64_t small, std::int64_t large, std::int64_t count) {
                             std::copy_n(from + large, count, to + small);
                         });
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_zero_padding2d() { return std::make_unique<ZeroPadding2D>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/border.h"

namespace glassnet {

namespace {

constexpr ProblemKind cropped_away{"shape.cropping", Severity::error, "Cropping2D leaves nothing of {found}",
                                   "Crop less."};

/// A picture without its border.
class Cropping2D final : public LayerOf<Cropping2D> {
public:
    std::vector<int> cropping{0, 0};

    static constexpr auto settings =
        std::tuple{setting("cropping", &Cropping2D::cropping, between(0, 65'536), border_help)};

    static Description describe() {
        return {.id = "Cropping2D",
                .title = "Cropping2D",
                .group = "Shape",
                .summary = "A picture without its border.",
                .formula = "y[i, j, c] = x[i + top, j + left, c]",
                .keras = "keras.layers.Cropping2D",
                .pytorch = "",
                .onnx = "Slice",
                .icon = "padding"};
    }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 3) throw needs_pictures("Cropping2D", inputs[0]);
        const Border border = border_of("Cropping2D", cropping);
        const std::int64_t height = inputs[0][0] - border.top - border.bottom,
                           width = inputs[0][1] - border.left - border.right;
        if (height < 1 || width < 1) throw Error(cropped_away, {{"found", to_text(inputs[0])}});
        return {height, width, inputs[0][2]};
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return {.backward_needs = {.inputs = false, .output = false}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Border border = border_of("Cropping2D", cropping);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* const from = pass.inputs[0] + sample * pass.input_shapes[0].elements();
            T* const to = pass.output + sample * pass.output_shape.elements();
            for_each_row(pass.output_shape, pass.input_shapes[0], border,
                         [&](std::int64_t small, std::int64_t large, std::int64_t count) {
                             std::copy_n(from + large, count, to + small);
                         });
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        const Border border = border_of("Cropping2D", cropping);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* const from = pass.output_gradient + sample * pass.output_shape.elements();
            T* const to = pass.input_gradients[0] + sample * pass.input_shapes[0].elements();
            std::fill_n(to, pass.input_shapes[0].elements(), T{0});
            for_each_row(pass.output_shape, pass.input_shapes[0], border,
                         [&](std::int64_t small, std::int64_t large, std::int64_t count) {
                             std::copy_n(from + small, count, to + large);
                         });
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_cropping2d() { return std::make_unique<Cropping2D>(); }

}  // namespace glassnet

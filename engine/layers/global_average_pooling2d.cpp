// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "layers/layer_problems.h"
#include "math/images/window_sums.h"
#include "math/rows/columns.h"

#include <algorithm>

namespace glassnet {

namespace {

/// The mean of each channel over the whole picture.
class GlobalAveragePooling2D final : public LayerOf<GlobalAveragePooling2D> {
public:
    bool keepdims = false;

    static constexpr auto settings =
        std::tuple{setting("keepdims", &GlobalAveragePooling2D::keepdims,
                           "Whether the output stays a picture, of 1 × 1 pixels.")};

    static Description describe() {
        return {.id = "GlobalAveragePooling2D",
                .title = "GlobalAveragePooling2D",
                .group = "Pooling",
                .summary = "The mean of each channel over the whole picture.",
                .formula = "y[c] = mean over i, j of x[i, j, c]",
                .keras = "keras.layers.GlobalAveragePooling2D",
                .pytorch = "torch.nn.AdaptiveAvgPool2d(1)",
                .onnx = "GlobalAveragePool",
                .icon = "global_average_pooling"};
    }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 3) throw needs_pictures("GlobalAveragePooling2D", inputs[0]);
        return keepdims ? Shape{1, 1, inputs[0][2]} : Shape{inputs[0][2]};
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return {.backward_needs = {.inputs = false, .output = false},
                .kernels = {"vectors of channels", "vectors of channels"}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t channels = pass.input_shapes[0][2];
        const std::int64_t pixels = pass.input_shapes[0].elements() / channels;
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* output = pass.output + sample * channels;
            std::fill_n(output, channels, T{0});
            add_column_sums(pass.inputs[0] + sample * pixels * channels, pixels, channels, output);
            for (std::int64_t c = 0; c < channels; ++c) output[c] /= static_cast<T>(pixels);
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        const Shape& shape = pass.input_shapes[0];
        const Window2D whole{.input_height = shape[0],
                             .input_width = shape[1],
                             .channels = shape[2],
                             .kernel_height = shape[0],
                             .kernel_width = shape[1]};
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
            spread_windows(whole, WindowReduction::mean, pass.output_gradient + sample * shape[2],
                           pass.input_gradients[0] + sample * shape.elements());
    }
};

}  // namespace

std::unique_ptr<Layer> make_global_average_pooling2d() { return std::make_unique<GlobalAveragePooling2D>(); }

}  // namespace glassnet

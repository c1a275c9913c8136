// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/pooling.h"
#include "math/images/window_sums.h"

namespace glassnet {

namespace {

/// Keeps the mean of each window; what lies outside the picture does not count.
class AveragePooling2D final : public Pooling2D<AveragePooling2D> {
public:
    static constexpr auto settings = pooling_settings();

    static Description describe() {
        return {.id = "AveragePooling2D",
                .title = "AveragePooling2D",
                .group = "Pooling",
                .summary = "Keeps the mean of each window.",
                .formula = "y[i, j, c] = mean over u, v of x[i·s + u, j·s + v, c]",
                .keras = "keras.layers.AveragePooling2D",
                .pytorch = "torch.nn.AvgPool2d",
                .onnx = "AveragePool",
                .icon = "average_pooling"};
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return {.backward_needs = {.inputs = false, .output = false},
                .kernels = {"vectors of channels", "vectors of channels"}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Window2D window = window_of(pass.input_shapes);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
            sum_windows(window, WindowReduction::mean,
                        pass.inputs[0] + sample * pass.input_shapes[0].elements(),
                        pass.output + sample * pass.output_shape.elements());
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        const Window2D window = window_of(pass.input_shapes);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
            spread_windows(window, WindowReduction::mean,
                           pass.output_gradient + sample * pass.output_shape.elements(),
                           pass.input_gradients[0] + sample * pass.input_shapes[0].elements());
    }
};

}  // namespace

std::unique_ptr<Layer> make_average_pooling2d() { return std::make_unique<AveragePooling2D>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/pooling.h"

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

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Window2D w = window_of(pass.input_shapes);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* input = pass.inputs[0] + sample * pass.input_shapes[0].elements();
            T* output = pass.output + sample * pass.output_shape.elements();
            for_each_window(w, [&](std::int64_t pixel, const Place& place) {
                T* to = output + pixel * w.channels;
                std::fill_n(to, w.channels, T{0});
                for (std::int64_t y = place.top; y < place.bottom; ++y) {
                    for (std::int64_t x = place.left; x < place.right; ++x) {
                        const T* from = input + (y * w.input_width + x) * w.channels;
                        for (std::int64_t c = 0; c < w.channels; ++c) to[c] += from[c];
                    }
                }
                const T area = area_of<T>(place);
                for (std::int64_t c = 0; c < w.channels; ++c) to[c] /= area;
            });
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        const Window2D w = window_of(pass.input_shapes);
        const std::int64_t elements = pass.input_shapes[0].elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* to = pass.input_gradients[0] + sample * elements;
            const T* gradient = pass.output_gradient + sample * pass.output_shape.elements();
            std::fill_n(to, elements, T{0});
            for_each_window(w, [&](std::int64_t pixel, const Place& place) {
                const T area = area_of<T>(place);
                for (std::int64_t y = place.top; y < place.bottom; ++y) {
                    for (std::int64_t x = place.left; x < place.right; ++x) {
                        T* into = to + (y * w.input_width + x) * w.channels;
                        for (std::int64_t c = 0; c < w.channels; ++c) into[c] += gradient[pixel * w.channels + c] / area;
                    }
                }
            });
        }
    }

private:
    template <class T>
    static T area_of(const Place& place) {
        return static_cast<T>((place.bottom - place.top) * (place.right - place.left));
    }
};

}  // namespace

std::unique_ptr<Layer> make_average_pooling2d() { return std::make_unique<AveragePooling2D>(); }

}  // namespace glassnet

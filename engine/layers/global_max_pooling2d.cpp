// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "layers/layer_problems.h"
#include "math/images/pooling.h"

#include <algorithm>

namespace glassnet {

namespace {

/// The largest value of each channel over the whole picture. Of equal ones the first gets the gradient.
class GlobalMaxPooling2D final : public LayerOf<GlobalMaxPooling2D> {
public:
    bool keepdims = false;

    static constexpr auto settings = std::tuple{setting(
        "keepdims", &GlobalMaxPooling2D::keepdims, "Whether the output stays a picture, of 1 × 1 pixels.")};

    static Description describe() {
        return {.id = "GlobalMaxPooling2D",
                .title = "GlobalMaxPooling2D",
                .group = "Pooling",
                .summary = "The largest value of each channel over the whole picture.",
                .formula = "y[c] = max over i, j of x[i, j, c]",
                .keras = "keras.layers.GlobalMaxPooling2D",
                .pytorch = "torch.nn.AdaptiveMaxPool2d(1)",
                .onnx = "GlobalMaxPool",
                .icon = "max_pooling"};
    }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 3) throw needs_pictures("GlobalMaxPooling2D", inputs[0]);
        return keepdims ? Shape{1, 1, inputs[0][2]} : Shape{inputs[0][2]};
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        return {.memory = {.per_sample = binding.input_shapes[0][2]},
                .backward_needs = {.inputs = false, .output = false},
                .kernels = {"vectors of channels", "by argmax"}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t channels = pass.input_shapes[0][2], elements = pass.input_shapes[0].elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
            global_max_pool(pass.inputs[0] + sample * elements, elements / channels, channels,
                            pass.output + sample * channels, argmax(pass, sample));
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        const std::int64_t channels = pass.input_shapes[0][2], elements = pass.input_shapes[0].elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const to = pass.input_gradients[0] + sample * elements;
            const std::int32_t* const pixels = argmax(pass, sample);
            std::fill_n(to, elements, T{0});
            for (std::int64_t c = 0; c < channels; ++c)
                to[pixels[c] * channels + c] = pass.output_gradient[sample * channels + c];
        }
    }

private:
    /// Returns the pixel of each channel's largest value, which forward stores in the memory of a sample.
    template <class T>
    static std::int32_t* argmax(const Pass<T>& pass, std::int64_t sample) {
        static_assert(sizeof(T) >= sizeof(std::int32_t));
        return reinterpret_cast<std::int32_t*>(pass.per_sample + sample * pass.input_shapes[0][2]);
    }
};

}  // namespace

std::unique_ptr<Layer> make_global_max_pooling2d() { return std::make_unique<GlobalMaxPooling2D>(); }

}  // namespace glassnet

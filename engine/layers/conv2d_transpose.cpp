// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_problems.h"
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "operations/convolution.h"

#include <algorithm>

namespace glassnet {

namespace {

/// A convolution run backwards: each input pixel stamps a filter onto a larger picture. It is computed as the
/// input gradient of the Conv2D that would lead from the output to the input.
class Conv2DTranspose final : public KernelLayer<Conv2DTranspose> {
public:
    int filters = 32;
    Size2 kernel_size = {3, 3};
    Size2 strides = {1, 1};
    Padding padding = Padding::valid;
    Size2 dilation_rate = {1, 1};
    ActivationFunction activation = ActivationFunction::linear;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("filters", &Conv2DTranspose::filters, between(1, 65'536),
                    "Number of channels in the output."),
            setting("kernel_size", &Conv2DTranspose::kernel_size, between(1, 1024),
                    "Height and width of each filter."),
            setting("strides", &Conv2DTranspose::strides, between(1, 1024),
                    "How many times larger the picture becomes, down and right."),
            setting(
                "padding", &Conv2DTranspose::padding,
                "“same”: exactly strides times as large; “valid”: the filters reach over the border too."),
            setting("activation", &Conv2DTranspose::activation, "Function applied to each output."),
            advanced(setting("dilation_rate", &Conv2DTranspose::dilation_rate, between(1, 1024),
                             "Distance of the pixels that a filter stamps."))},
        kernel_settings());

    static Description describe() {
        return {.id = "Conv2DTranspose",
                .title = "Conv2DTranspose",
                .group = "Convolution",
                .summary = "A convolution backwards: makes pictures larger.",
                .formula = "y[i·s + u, j·s + v, f] = f(Σ x[i, j, c] · W[u, v, f, c] + b[f])",
                .keras = "keras.layers.Conv2DTranspose",
                .pytorch = "torch.nn.ConvTranspose2d",
                .onnx = "ConvTranspose",
                .icon = "transpose"};
    }

    std::optional<ActivationFunction> activation_function() const override { return activation; }

    Shape output_shape(Shapes inputs) const override {
        const Shape& in = inputs[0];
        if (in.rank() != 3) throw needs_pictures("Conv2DTranspose", in);
        return {side(in[0], kernel_size.height, strides.height, dilation_rate.height),
                side(in[1], kernel_size.width, strides.width, dilation_rate.width), filters};
    }

    /// Returns the kernel as Keras lays it out: height × width × filters × channels.
    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t area = std::int64_t{kernel_size.height} * kernel_size.width,
                           channels = inputs[0][2];
        // Keras takes the last two sides for inputs and outputs whatever they mean here.
        return kernel_and_bias({kernel_size.height, kernel_size.width, filters, channels}, {filters},
                               area * filters, area * channels);
    }

    std::int64_t multiply_adds(Shapes inputs) const override {
        return inputs[0].elements() * std::int64_t{kernel_size.height} * kernel_size.width * filters;
    }

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return transposed_convolution({.window = window_over("Conv2DTranspose", binding.output_shape,
                                                             kernel_size, strides, padding, dilation_rate),
                                       .filters = filters,
                                       .activation = activation,
                                       .use_bias = use_bias,
                                       .trainable = trainable},
                                      binding);
    }

private:
    [[nodiscard]] std::int64_t side(std::int64_t input, std::int64_t kernel, std::int64_t stride,
                                    std::int64_t dilation) const {
        if (padding == Padding::same) return input * stride;
        const std::int64_t reach = (kernel - 1) * dilation + 1;
        return input * stride + std::max<std::int64_t>(reach - stride, 0);
    }
};

}  // namespace

std::unique_ptr<Layer> make_conv2d_transpose() { return std::make_unique<Conv2DTranspose>(); }

}  // namespace glassnet

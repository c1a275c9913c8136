// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "operations/convolution.h"

namespace glassnet {

namespace {

/// Each channel has filters of its own; nothing mixes the channels.
class DepthwiseConv2D final : public LearningLayer<DepthwiseConv2D> {
public:
    Size2 kernel_size = {3, 3};
    Size2 strides = {1, 1};
    Padding padding = Padding::valid;
    Size2 dilation_rate = {1, 1};
    int depth_multiplier = 1;
    ActivationFunction activation = ActivationFunction::linear;
    bool use_bias = true;
    Chosen<Initializer> depthwise_initializer{"glorot_uniform"};
    Chosen<Initializer> bias_initializer;
    Chosen<Regularizer> depthwise_regularizer;
    Chosen<Regularizer> bias_regularizer;
    Chosen<Constraint> depthwise_constraint;
    Chosen<Constraint> bias_constraint;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("kernel_size", &DepthwiseConv2D::kernel_size, between(1, 1024),
                    "Height and width of each filter."),
            setting("strides", &DepthwiseConv2D::strides, between(1, 1024),
                    "How far the filter moves from one output to the next, down and right."),
            setting("padding", &DepthwiseConv2D::padding,
                    "“same” adds zeros around the picture so that the output is as large as the input; "
                    "“valid” adds none."),
            setting("depth_multiplier", &DepthwiseConv2D::depth_multiplier, between(1, 1024),
                    "Filters for each channel."),
            setting("activation", &DepthwiseConv2D::activation, "Function applied to each output."),
            advanced(setting("dilation_rate", &DepthwiseConv2D::dilation_rate, between(1, 1024),
                             "Distance of the pixels that a filter looks at.")),
            advanced(setting("use_bias", &DepthwiseConv2D::use_bias,
                             "Whether a learned number is added to each channel.")),
            advanced(setting("depthwise_initializer", &DepthwiseConv2D::depthwise_initializer,
                             "How the kernel begins.")),
            advanced(setting("bias_initializer", &DepthwiseConv2D::bias_initializer, "How the bias begins.")),
            advanced(setting("depthwise_regularizer", &DepthwiseConv2D::depthwise_regularizer,
                             "Penalty on the kernel, added to the loss.")),
            advanced(setting("bias_regularizer", &DepthwiseConv2D::bias_regularizer,
                             "Penalty on the bias, added to the loss.")),
            advanced(setting("depthwise_constraint", &DepthwiseConv2D::depthwise_constraint,
                             "What the kernel is held to after each step.")),
            advanced(setting("bias_constraint", &DepthwiseConv2D::bias_constraint,
                             "What the bias is held to after each step."))},
        learning_settings());

    static Description describe() {
        return {.id = "DepthwiseConv2D",
                .title = "DepthwiseConv2D",
                .group = "Convolution",
                .summary = "Each channel has filters of its own.",
                .formula = "y[i, j, c·m + k] = f(Σ x[i·s + u, j·s + v, c] · W[u, v, c, k] + b)",
                .keras = "keras.layers.DepthwiseConv2D",
                .pytorch = "torch.nn.Conv2d(groups=channels)",
                .onnx = "Conv",
                .icon = "depthwise"};
    }

    std::optional<ActivationFunction> activation_function() const override { return activation; }

    Shape output_shape(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        return {window.output_height, window.output_width, window.channels * depth_multiplier};
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t area = std::int64_t{kernel_size.height} * kernel_size.width;
        const std::int64_t channels = inputs[0][2];
        std::vector<WeightSpec> specs{
            {.name = "kernel",
             .shape = {kernel_size.height, kernel_size.width, channels, depth_multiplier},
             .initializer = depthwise_initializer,
             .fan_in = area * channels,
             .fan_out = area * depth_multiplier,
             .regularizer = depthwise_regularizer,
             .constraint = depthwise_constraint}};
        if (use_bias)
            specs.push_back({.name = "bias",
                             .shape = {channels * depth_multiplier},
                             .initializer = bias_initializer,
                             .fan_in = area,
                             .fan_out = area,
                             .regularizer = bias_regularizer,
                             .constraint = bias_constraint});
        return specs;
    }

    std::int64_t multiply_adds(Shapes inputs) const override {
        const Window2D w = window_of(inputs);
        return w.output_height * w.output_width * w.kernel_height * w.kernel_width * w.channels *
               depth_multiplier;
    }

    std::vector<Term> terms(Shapes inputs, std::int64_t output) const override {
        const Window2D w = window_of(inputs);
        const std::int64_t filters = w.channels * depth_multiplier, filter = output % filters,
                           pixel = output / filters;
        std::vector<Term> terms;
        for_each_tap(w, pixel / w.output_width, pixel % w.output_width,
                     [&](std::int64_t input, std::int64_t tap) {
                         terms.push_back({input + filter / depth_multiplier, tap * filters + filter});
                     });
        return terms;
    }

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return depthwise_convolution({.window = window_of(binding.input_shapes),
                                      .multiply_adds = multiply_adds(binding.input_shapes),
                                      .activation = activation,
                                      .use_bias = use_bias,
                                      .trainable = trainable},
                                     depth_multiplier, binding);
    }

private:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        return window_over("DepthwiseConv2D", inputs[0], kernel_size, strides, padding, dilation_rate);
    }
};

}  // namespace

std::unique_ptr<Layer> make_depthwise_conv2d() { return std::make_unique<DepthwiseConv2D>(); }

}  // namespace glassnet

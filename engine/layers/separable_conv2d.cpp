// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "operations/convolution.h"

namespace glassnet {

namespace {

/// A depthwise convolution, then a 1 × 1 convolution that mixes its channels (Chollet 2017): nearly what
/// Conv2D does, with fewer weights and multiplications.
class SeparableConv2D final : public LearningLayer<SeparableConv2D> {
public:
    int filters = 32;
    Size2 kernel_size = {3, 3};
    Size2 strides = {1, 1};
    Padding padding = Padding::valid;
    Size2 dilation_rate = {1, 1};
    int depth_multiplier = 1;
    ActivationFunction activation = ActivationFunction::linear;
    bool use_bias = true;
    Chosen<Initializer> depthwise_initializer{"glorot_uniform"};
    Chosen<Initializer> pointwise_initializer{"glorot_uniform"};
    Chosen<Initializer> bias_initializer;
    Chosen<Regularizer> depthwise_regularizer;
    Chosen<Regularizer> pointwise_regularizer;
    Chosen<Regularizer> bias_regularizer;
    Chosen<Constraint> depthwise_constraint;
    Chosen<Constraint> pointwise_constraint;
    Chosen<Constraint> bias_constraint;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("filters", &SeparableConv2D::filters, between(1, 65'536),
                    "Number of filters, and so of channels in the output."),
            setting("kernel_size", &SeparableConv2D::kernel_size, between(1, 1024),
                    "Height and width of each filter."),
            setting("strides", &SeparableConv2D::strides, between(1, 1024),
                    "How far the filter moves from one output to the next, down and right."),
            setting("padding", &SeparableConv2D::padding,
                    "“same” adds zeros around the picture so that the output is as large as the input; "
                    "“valid” adds none."),
            setting("depth_multiplier", &SeparableConv2D::depth_multiplier, between(1, 1024),
                    "Filters for each channel."),
            setting("activation", &SeparableConv2D::activation, "Function applied to each output."),
            advanced(setting("dilation_rate", &SeparableConv2D::dilation_rate, between(1, 1024),
                             "Distance of the pixels that a filter looks at.")),
            advanced(setting("use_bias", &SeparableConv2D::use_bias,
                             "Whether a learned number is added to each output.")),
            advanced(setting("depthwise_initializer", &SeparableConv2D::depthwise_initializer,
                             "How the depthwise kernel begins.")),
            advanced(setting("pointwise_initializer", &SeparableConv2D::pointwise_initializer,
                             "How the pointwise kernel begins.")),
            advanced(setting("bias_initializer", &SeparableConv2D::bias_initializer, "How the bias begins.")),
            advanced(setting("depthwise_regularizer", &SeparableConv2D::depthwise_regularizer,
                             "Penalty on the depthwise kernel, added to the loss.")),
            advanced(setting("pointwise_regularizer", &SeparableConv2D::pointwise_regularizer,
                             "Penalty on the pointwise kernel, added to the loss.")),
            advanced(setting("bias_regularizer", &SeparableConv2D::bias_regularizer,
                             "Penalty on the bias, added to the loss.")),
            advanced(setting("depthwise_constraint", &SeparableConv2D::depthwise_constraint,
                             "What the depthwise kernel is held to after each step.")),
            advanced(setting("pointwise_constraint", &SeparableConv2D::pointwise_constraint,
                             "What the pointwise kernel is held to after each step.")),
            advanced(setting("bias_constraint", &SeparableConv2D::bias_constraint,
                             "What the bias is held to after each step."))},
        learning_settings());

    static Description describe() {
        return {.id = "SeparableConv2D",
                .title = "SeparableConv2D",
                .group = "Convolution",
                .summary =
                    "Filters for each channel alone, then a mixture of the channels: a convolution with few "
                    "weights.",
                .formula =
                    "z[i, j, c·m + k] = Σ x[i·s + u, j·s + v, c] · D[u, v, c, k]; y[i, j, f] = f(Σ z[i, j, "
                    "c] · P[c, f] + b[f])",
                .keras = "keras.layers.SeparableConv2D",
                .pytorch = "torch.nn.Conv2d(groups=channels) + torch.nn.Conv2d(kernel_size=1)",
                .onnx = "Conv + Conv",
                .icon = "depthwise"};
    }

    std::optional<ActivationFunction> activation_function() const override { return activation; }

    Shape output_shape(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        return {window.output_height, window.output_width, filters};
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t area = std::int64_t{kernel_size.height} * kernel_size.width;
        const std::int64_t channels = inputs[0][2];
        std::vector<WeightSpec> specs{
            {.name = "depthwise_kernel",
             .shape = {kernel_size.height, kernel_size.width, channels, depth_multiplier},
             .initializer = depthwise_initializer,
             .fan_in = area * channels,
             .fan_out = area * depth_multiplier,
             .regularizer = depthwise_regularizer,
             .constraint = depthwise_constraint},
            {.name = "pointwise_kernel",
             .shape = {1, 1, channels * depth_multiplier, filters},
             .initializer = pointwise_initializer,
             .fan_in = channels * depth_multiplier,
             .fan_out = filters,
             .regularizer = pointwise_regularizer,
             .constraint = pointwise_constraint}};
        if (use_bias)
            specs.push_back({.name = "bias",
                             .shape = {filters},
                             .initializer = bias_initializer,
                             .fan_in = channels * depth_multiplier,
                             .fan_out = filters,
                             .regularizer = bias_regularizer,
                             .constraint = bias_constraint});
        return specs;
    }

    std::int64_t multiply_adds(Shapes inputs) const override {
        const Window2D w = window_of(inputs);
        return w.output_height * w.output_width * w.channels * depth_multiplier *
               (w.kernel_height * w.kernel_width + filters);
    }

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return separable_convolution({.window = window_of(binding.input_shapes),
                                      .filters = filters,
                                      .activation = activation,
                                      .use_bias = use_bias,
                                      .trainable = trainable},
                                     depth_multiplier, binding);
    }

private:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        return window_over("SeparableConv2D", inputs[0], kernel_size, strides, padding, dilation_rate);
    }
};

}  // namespace

std::unique_ptr<Layer> make_separable_conv2d() { return std::make_unique<SeparableConv2D>(); }

}  // namespace glassnet

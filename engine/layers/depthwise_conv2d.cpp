// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activations.h"
#include "layers/bands.h"
#include "layers/rectified.h"
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "math/convolution/depthwise.h"
#include "math/rows/columns.h"

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

    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes) const override {
        if (tail.work == Tail::Work::relu) return rectified(*this, tail);
        if (tail.work != Tail::Work::affine || activation != ActivationFunction::linear || norm_)
            return nullptr;
        auto result = std::make_unique<DepthwiseConv2D>(*this);
        result->norm_ = tail.layer;
        return result;
    }

    Memory memory(Shapes inputs) const override {
        const Shape output = output_shape(inputs);
        const std::int64_t taps = std::int64_t{kernel_size.height} * kernel_size.width;
        return {.per_sample = kept_elements(activation, output.elements()),
                .per_batch = norm_ ? (taps + 2) * output[2] : 0,
                .per_worker =
                    DepthwiseConvolution<float>(window_of(inputs), depth_multiplier).scratch_elements()};
    }

    KernelNames kernel_names(Shapes inputs, int) const override {
        const char* const name = DepthwiseConvolution<float>(window_of(inputs), depth_multiplier).algorithm();
        return {name, name};
    }

    /// Only answers are wanted: the layer behind goes into kernel and bias. In per_batch: kernel, bias,
    /// scale.
    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        if (!norm_) return;
        const std::int64_t filters = pass.output_shape[2],
                           taps = std::int64_t{kernel_size.height} * kernel_size.width;
        T* const kernel = pass.per_batch;
        T* const bias = kernel + taps * filters;
        T* const scale = bias + filters;
        norm_->affine(pass.weights.subspan(use_bias ? 2 : 1), filters, scale, bias);
        for (std::int64_t i = 0; i < taps * filters; ++i) kernel[i] = pass.weights[0][i] * scale[i % filters];
        for (std::int64_t f = 0; use_bias && f < filters; ++f) bias[f] += pass.weights[1][f] * scale[f];
    }

    BackwardNeeds backward_needs() const override {
        return {.inputs = trainable, .output = needs_output(activation)};
    }

    std::vector<Phase> forward_phases(Shapes inputs, int batch, bool training) const override {
        return bands(inputs).phases(batch, training);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Window2D window = window_of(pass.input_shapes);
        const std::int64_t in = pass.input_shapes[0].elements(), out = pass.output_shape.elements();
        if (pass.split == Phase::Split::samples) {
            for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
                forward_part(pass, window, pass.inputs[0] + sample * in, sample * out);
            return;
        }
        const auto [sample, first, rows] = bands(pass.input_shapes).at(pass.item);
        if (sample >= pass.batch) return;
        const Window2D::Band part = window.band(first, rows);
        forward_part(pass, part.window,
                     pass.inputs[0] + sample * in + part.first_row * window.input_width * window.channels,
                     sample * out + first * (out / pass.output_shape[0]));
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const DepthwiseConvolution<T> convolution(window_of(pass.input_shapes), depth_multiplier);
        const std::int64_t in = pass.input_shapes[0].elements();
        const std::int64_t out = pass.output_shape.elements(), filters = pass.output_shape[2];
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* gradient = pass.output_gradient + sample * out;
            if (!pass.activation_elsewhere)
                activate_backward(activation, gradient, pass.per_sample + sample * out,
                                  pass.output + sample * out, out / filters, filters);
            if (use_bias && trainable)
                add_column_sums(gradient, out / filters, filters, pass.weight_gradients[1]);
            if (trainable)
                convolution.add_kernel_gradient(pass.inputs[0] + sample * in, gradient,
                                                pass.weight_gradients[0], pass.scratch);
            if (pass.input_gradients[0])
                convolution.input_gradient(gradient, pass.weights[0], pass.input_gradients[0] + sample * in,
                                           pass.scratch);
        }
    }

private:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        return window_over("DepthwiseConv2D", inputs[0], kernel_size, strides, padding, dilation_rate);
    }

    [[nodiscard]] Bands bands(Shapes inputs) const {
        return {.height = window_of(inputs).output_height, .work = multiply_adds(inputs), .enough = 60'000};
    }

    /// One sample or a band of it; what it gives goes to `place` elements behind the beginning of the
    /// batch's.
    template <class T>
    void forward_part(const Pass<T>& pass, const Window2D& window, const T* input, std::int64_t place) const {
        const std::int64_t filters = pass.output_shape[2],
                           taps = std::int64_t{kernel_size.height} * kernel_size.width;
        const bool relu_at_once = activation == ActivationFunction::relu && !pass.activation_elsewhere;
        const T* const kernel = norm_ ? pass.per_batch : pass.weights[0];
        const T* const bias = norm_ ? kernel + taps * filters : use_bias ? pass.weights[1] : nullptr;
        T* const output = pass.output + place;
        DepthwiseConvolution<T>(window, depth_multiplier)
            .forward(input, kernel, {.bias = bias, .relu = relu_at_once}, output, pass.scratch);
        if (relu_at_once || pass.activation_elsewhere) return;
        activate_and_keep(activation, output, pass.per_sample + place,
                          window.output_height * window.output_width, filters);
    }

    // an affine function of each channel, done instead of the layer behind
    std::shared_ptr<const Layer> norm_;
};

}  // namespace

std::unique_ptr<Layer> make_depthwise_conv2d() { return std::make_unique<DepthwiseConv2D>(); }

}  // namespace glassnet

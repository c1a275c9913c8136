// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activations.h"
#include "layers/layer_problems.h"
#include "layers/rectified.h"
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "math/arena.h"
#include "math/convolution/convolution.h"
#include "math/elementwise/arithmetic.h"
#include "math/rows/columns.h"

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

    /// The kernel as Keras lays it out: height × width × filters × channels.
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

    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes) const override {
        return rectified(*this, tail);
    }

    Memory memory(Shapes inputs) const override {
        const Convolution<float> one = convolution<float>(inputs);
        const Convolution<double> two = convolution<double>(inputs);
        return {
            .per_sample = kept_elements(activation, output_shape(inputs).elements()),
            .per_batch = std::max(packed_size(one), packed_size(two)),
            .per_worker = std::max({one.scratch_elements(), two.scratch_elements(), one.kernel_elements()})};
    }

    KernelNames kernel_names(Shapes inputs, int) const override {
        const auto turned = convolution<float>(inputs);
        return {turned.algorithm(), turned.gradient_algorithm()};
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        const auto convolution = this->convolution<T>(pass.input_shapes);
        convolution.pack_backward(pass.weights[0], pass.per_batch, pass.scratch);
        if (!pass.input_gradients.empty() && pass.input_gradients[0])
            convolution.pack_forward(pass.weights[0], forward_kernel(convolution, pass), pass.scratch);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const auto convolution = this->convolution<T>(pass.input_shapes);
        const std::int64_t in = pass.input_shapes[0].elements(), out = pass.output_shape.elements(),
                           pixels = out / filters;
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const output = pass.output + sample * out;
            convolution.input_gradient(pass.inputs[0] + sample * in, pass.per_batch, output, pass.scratch);
            if (use_bias) {
                for (std::int64_t pixel = 0; pixel < pixels; ++pixel)
                    accumulate(output + pixel * filters, pass.weights[1], std::int64_t{filters});
            }
            if (!pass.activation_elsewhere)
                activate_and_keep(activation, output, pass.per_sample + sample * out, pixels,
                                  std::int64_t{filters});
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const auto convolution = this->convolution<T>(pass.input_shapes);
        const std::int64_t in = pass.input_shapes[0].elements(), out = pass.output_shape.elements(),
                           pixels = out / filters;
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const gradient = pass.output_gradient + sample * out;
            if (!pass.activation_elsewhere)
                activate_backward(activation, gradient, pass.per_sample + sample * out,
                                  pass.output + sample * out, pixels, std::int64_t{filters});
            if (trainable) {
                if (use_bias)
                    add_column_sums(gradient, pixels, std::int64_t{filters}, pass.weight_gradients[1]);
                convolution.add_kernel_gradient(gradient, pass.inputs[0] + sample * in,
                                                pass.weight_gradients[0], pass.scratch);
            }
            if (T* to = pass.input_gradients[0])
                convolution.forward(gradient, forward_kernel(convolution, pass), {}, to + sample * in,
                                    pass.scratch);
        }
    }

private:
    [[nodiscard]] std::int64_t side(std::int64_t input, std::int64_t kernel, std::int64_t stride,
                                    std::int64_t dilation) const {
        if (padding == Padding::same) return input * stride;
        const std::int64_t reach = (kernel - 1) * dilation + 1;
        return input * stride + std::max<std::int64_t>(reach - stride, 0);
    }

    /// The convolution from the output to the input.
    template <class T>
    [[nodiscard]] Convolution<T> convolution(Shapes inputs) const {
        return Convolution<T>(window_over("Conv2DTranspose", output_shape(inputs), kernel_size, strides,
                                          padding, dilation_rate),
                              inputs[0][2]);
    }

    // Packed kernels in per_batch: that of input_gradient, then that of forward.
    template <class T>
    static std::int64_t packed_size(const Convolution<T>& convolution) {
        return aligned<T>(convolution.packed_backward_elements()) + convolution.packed_forward_elements();
    }
    template <class T>
    static T* forward_kernel(const Convolution<T>& convolution, const Pass<T>& pass) {
        return pass.per_batch + aligned<T>(convolution.packed_backward_elements());
    }
};

}  // namespace

std::unique_ptr<Layer> make_conv2d_transpose() { return std::make_unique<Conv2DTranspose>(); }

}  // namespace glassnet

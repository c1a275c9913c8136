// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activations.h"
#include "layers/layer_problems.h"
#include "layers/rectified.h"
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "math/arena.h"
#include "math/pooled_convolution.h"

#include <numeric>

namespace glassnet {

namespace {

/// Learned filters that slide over a picture. With groups (Krizhevsky et al. 2012) channels c and filters f are cut in as many parts, and
/// the sum runs over the channels of the filter's part.
class Conv2D final : public KernelLayer<Conv2D> {
public:
    int filters = 32;
    Size2 kernel_size = {3, 3};
    Size2 strides = {1, 1};
    Padding padding = Padding::valid;
    Size2 dilation_rate = {1, 1};
    int groups = 1;
    ActivationFunction activation = ActivationFunction::linear;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("filters", &Conv2D::filters, between(1, 65'536), "Number of filters, and so of channels in the output."),
            setting("kernel_size", &Conv2D::kernel_size, between(1, 1024), "Height and width of each filter."),
            setting("strides", &Conv2D::strides, between(1, 1024), "How far the filter moves from one output to the next, down and right."),
            setting("padding", &Conv2D::padding,
                    "“same” adds zeros around the picture so that the output is as large as the input; “valid” adds none."),
            setting("activation", &Conv2D::activation, "Function applied to each output."),
            advanced(setting("dilation_rate", &Conv2D::dilation_rate, between(1, 1024), "Distance of the pixels that a filter looks at.")),
            advanced(setting("groups", &Conv2D::groups, between(1, 65'536),
                             "Parts of one size that channels and filters are cut in; a filter sees the channels of its part alone."))},
        kernel_settings());

    static Description describe() {
        return {.id = "Conv2D",
                .title = "Conv2D",
                .group = "Convolution",
                .summary = "Learned filters that slide over a picture.",
                .formula = "y[i, j, f] = f(Σ x[i·s + u, j·s + v, c] · W[u, v, c, f] + b[f])",
                .keras = "keras.layers.Conv2D",
                .pytorch = "torch.nn.Conv2d",
                .onnx = "Conv",
                .icon = "conv2d"};
    }

    std::string_view activation_name() const override { return name_of(activation); }

    Shape output_shape(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        const std::int64_t fitting = std::gcd(std::gcd(window.channels, std::int64_t{filters}), std::int64_t{groups});
        if (window.channels % groups != 0) throw channels_not_in_groups(window.channels, groups, fitting);
        if (filters % groups != 0) throw filters_not_in_groups(filters, groups, fitting);
        return {window.output_height, window.output_width, filters};
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t area = std::int64_t{kernel_size.height} * kernel_size.width;
        const std::int64_t channels = inputs[0][2] / groups;
        return kernel_and_bias({kernel_size.height, kernel_size.width, channels, filters}, {filters}, area * channels, area * filters);
    }

    std::int64_t multiply_adds(Shapes inputs) const override {
        const Window2D w = window_of(inputs);
        return w.output_height * w.output_width * w.kernel_height * w.kernel_width * (w.channels / groups) * filters;
    }

    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes inputs) const override {
        if (pool_) return nullptr;
        if (tail.work == Tail::Work::relu) return rectified(*this, tail);
        const Window2D window = window_of(inputs);
        const bool fits = activation == ActivationFunction::linear || activation == ActivationFunction::relu;
        if (!fits || window.output_height < tail.height || window.output_width < tail.width) return nullptr;
        auto result = std::make_unique<Conv2D>(*this);
        result->pool_ = tail;
        return result;
    }

    Memory memory(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        if (pool_) {
            const auto one = pooled<float>(window);
            const auto two = pooled<double>(window);
            return {.per_sample = places_size(one.output_elements()),
                    .per_batch = std::max(packed_size(one.convolution()), packed_size(two.convolution())),
                    .per_worker = std::max(one.scratch_elements(), two.scratch_elements())};
        }
        const Convolution<float> one(window, filters, groups);
        const Convolution<double> two(window, filters, groups);
        const std::int64_t outputs = window.output_height * window.output_width * filters;
        return {.per_sample = kept_elements(activation, outputs),
                .per_batch = std::max(packed_size(one), packed_size(two)),
                .per_worker = std::max(one.scratch_elements(), two.scratch_elements())};
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        const Convolution<T> convolution(window_of(pass.input_shapes), filters, groups);
        convolution.pack_forward(pass.weights[0], pass.per_batch, pass.scratch);
        if (pass.input_gradients.empty() || !pass.input_gradients[0]) return;
        convolution.pack_backward(pass.weights[0], backward_kernel(convolution, pass), pass.scratch);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Window2D window = window_of(pass.input_shapes);
        const T* const input = pass.inputs[0] + pass.first * pass.input_shapes[0].elements();
        const std::int64_t out = pass.output_shape.elements();
        T* const output = pass.output + pass.first * out;
        const T* bias = use_bias ? pass.weights[1] : nullptr;
        const bool relu_at_once = activation == ActivationFunction::relu && !pass.activation_elsewhere;
        if (pool_) {
            pooled<T>(window).forward(input, pass.per_batch, bias, relu_at_once, output, places(pass), pass.scratch, pass.count);
            return;
        }
        Convolution<T>(window, filters, groups).forward(input, pass.per_batch, bias, relu_at_once, output, pass.scratch, pass.count);
        if (relu_at_once || pass.activation_elsewhere) return;
        activate_and_keep(activation, output, pass.per_sample + pass.first * out, pass.count * out / filters, std::int64_t{filters});
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Window2D window = window_of(pass.input_shapes);
        const Convolution<T> convolution(window, filters, groups);
        const std::int64_t in = pass.input_shapes[0].elements();
        const std::int64_t out = pass.output_shape.elements();
        const std::int64_t pixels = pass.count * out / filters;
        const T* const input = pass.inputs[0] + pass.first * in;
        const T* const packed = backward_kernel(convolution, pass);
        T* const gradient = pass.output_gradient + pass.first * out;
        T* const kernel_gradient = trainable ? pass.weight_gradients[0] : nullptr;
        T* const input_gradient = pass.input_gradients[0] ? pass.input_gradients[0] + pass.first * in : nullptr;
        if (!pass.activation_elsewhere)
            activate_backward(activation, gradient, pass.per_sample + pass.first * out, pass.output + pass.first * out, pixels,
                              std::int64_t{filters});
        if (trainable && use_bias) add_column_sums(gradient, pixels, std::int64_t{filters}, pass.weight_gradients[1]);
        if (pool_) {
            pooled<T>(window).backward(input, packed, gradient, places(pass), kernel_gradient, input_gradient, pass.scratch, pass.count);
            return;
        }
        convolution.backward(input, packed, gradient, kernel_gradient, input_gradient, pass.scratch, pass.count);
    }

private:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        return window_over("Conv2D", inputs[0], kernel_size, strides, padding, dilation_rate);
    }

    template <class T>
    [[nodiscard]] PooledConvolution<T> pooled(const Window2D& window) const {
        return PooledConvolution<T>(window, filters, groups, pool_->height, pool_->width);
    }

    // Which value of each window was the largest, one byte for each, in per_sample. The samples of a call follow each other.
    static std::int64_t places_size(std::int64_t outputs) { return (outputs + 3) / 4; }
    template <class T>
    static std::uint8_t* places(const Pass<T>& pass) {
        return reinterpret_cast<std::uint8_t*>(pass.per_sample + pass.first * places_size(pass.output_shape.elements()));
    }

    // Packed kernels in per_batch: forward, then backward.
    template <class T>
    static std::int64_t packed_size(const Convolution<T>& convolution) {
        return aligned<T>(convolution.packed_forward_elements()) + convolution.packed_backward_elements();
    }
    template <class T>
    static T* backward_kernel(const Convolution<T>& convolution, const Pass<T>& pass) {
        return pass.per_batch + aligned<T>(convolution.packed_forward_elements());
    }

    std::optional<Tail> pool_;  // max-pooling that this layer does with its output at hand
};

}  // namespace

std::unique_ptr<Layer> make_conv2d() { return std::make_unique<Conv2D>(); }

}  // namespace glassnet

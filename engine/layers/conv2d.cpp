// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activations.h"
#include "layers/bands.h"
#include "layers/layer_problems.h"
#include "layers/rectified.h"
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "math/arena.h"
#include "math/convolution/pooled_convolution.h"
#include "math/rows/columns.h"

#include <numeric>

namespace glassnet {

namespace {

/// Learned filters that slide over a picture. With groups (Krizhevsky et al. 2012) channels c and filters f
/// are cut in as many parts, and the sum runs over the channels of the filter's part.
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
        std::tuple{setting("filters", &Conv2D::filters, between(1, 65'536),
                           "Number of filters, and so of channels in the output."),
                   setting("kernel_size", &Conv2D::kernel_size, between(1, 1024),
                           "Height and width of each filter."),
                   setting("strides", &Conv2D::strides, between(1, 1024),
                           "How far the filter moves from one output to the next, down and right."),
                   setting("padding", &Conv2D::padding,
                           "“same” adds zeros around the picture so that the output is as large as the "
                           "input; “valid” adds none."),
                   setting("activation", &Conv2D::activation, "Function applied to each output."),
                   advanced(setting("dilation_rate", &Conv2D::dilation_rate, between(1, 1024),
                                    "Distance of the pixels that a filter looks at.")),
                   advanced(setting("groups", &Conv2D::groups, between(1, 65'536),
                                    "Parts of one size that channels and filters are cut in; a filter sees "
                                    "the channels of its part alone."))},
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

    std::optional<ActivationFunction> activation_function() const override { return activation; }

    Shape output_shape(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        const std::int64_t fitting =
            std::gcd(std::gcd(window.channels, std::int64_t{filters}), std::int64_t{groups});
        if (window.channels % groups != 0) throw channels_not_in_groups(window.channels, groups, fitting);
        if (filters % groups != 0) throw filters_not_in_groups(filters, groups, fitting);
        return {window.output_height, window.output_width, filters};
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t area = std::int64_t{kernel_size.height} * kernel_size.width;
        const std::int64_t channels = inputs[0][2] / groups;
        return kernel_and_bias({kernel_size.height, kernel_size.width, channels, filters}, {filters},
                               area * channels, area * filters);
    }

    std::int64_t multiply_adds(Shapes inputs) const override {
        const Window2D w = window_of(inputs);
        return w.output_height * w.output_width * w.kernel_height * w.kernel_width * (w.channels / groups) *
               filters;
    }

    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes inputs) const override {
        if (pool_) return nullptr;
        if (tail.work == Tail::Work::relu) return rectified(*this, tail);
        if (tail.work == Tail::Work::affine) return followed_by(tail);
        if (tail.work != Tail::Work::max_pooling) return nullptr;
        const Window2D window = window_of(inputs);
        const bool fits = activation == ActivationFunction::linear || activation == ActivationFunction::relu;
        if (!fits || window.output_height < tail.height || window.output_width < tail.width) return nullptr;
        auto result = std::make_unique<Conv2D>(*this);
        result->pool_ = tail;
        return result;
    }

    Memory memory(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        const Convolution<float> one(window, filters, groups);
        const Convolution<double> two(window, filters, groups);
        Memory memory{
            .per_sample = kept_elements(activation, window.output_height * window.output_width * filters),
            .per_batch = std::max(packed_size(one), packed_size(two)),
            .per_worker = std::max(one.scratch_elements(), two.scratch_elements())};
        if (pool_) {
            memory.per_sample = argmax_size(pooled<float>(window).output_elements());
            memory.per_worker =
                std::max(pooled<float>(window).scratch_elements(), pooled<double>(window).scratch_elements());
        }
        if (norm_) {
            memory.per_batch += 2 * aligned<float>(filters);
            memory.per_worker = std::max(memory.per_worker, aligned<float>(one.kernel_elements())) +
                                aligned<float>(one.kernel_elements());
        }
        return memory;
    }

    KernelNames kernel_names(Shapes inputs, int) const override {
        const Window2D window = window_of(inputs);
        const auto names = [](const auto& kernel) {
            return KernelNames{kernel.algorithm(), kernel.gradient_algorithm(),
                               kernel.input_gradient_algorithm()};
        };
        return pool_ ? names(pooled<float>(window)) : names(Convolution<float>(window, filters, groups));
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        const Convolution<T> convolution(window_of(pass.input_shapes), filters, groups);
        if (norm_) return prepare_normalized(pass, convolution);
        convolution.pack_forward(pass.weights[0], pass.per_batch, pass.scratch);
        if (pass.input_gradients.empty() || !pass.input_gradients[0]) return;
        convolution.pack_backward(pass.weights[0], backward_kernel(convolution, pass), pass.scratch);
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
            forward_part(pass, window, pass.count, pass.inputs[0] + pass.first * in, pass.first * out,
                         argmax(pass, pass.first));
            return;
        }
        const auto [sample, first, rows] = bands(pass.input_shapes).at(pass.item);
        if (sample >= pass.batch) return;
        const Window2D::Band part = window.band(first, rows);
        const T* const input =
            pass.inputs[0] + sample * in + part.first_row * window.input_width * window.channels;
        const std::int64_t shard = sample / pass.shard_samples * pass.shard_samples,
                           offset = first / pooled_height() * (out / pass.output_shape[0]);
        std::uint8_t* const where = argmax(pass, shard);
        forward_part(pass, part.window, 1, input, sample * out + offset,
                     where ? where + (sample - shard) * out + offset : nullptr);
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
        T* const input_gradient =
            pass.input_gradients[0] ? pass.input_gradients[0] + pass.first * in : nullptr;
        if (!pass.activation_elsewhere)
            activate_backward(activation, gradient, pass.per_sample + pass.first * out,
                              pass.output + pass.first * out, pixels, std::int64_t{filters});
        if (trainable && use_bias)
            add_column_sums(gradient, pixels, std::int64_t{filters}, pass.weight_gradients[1]);
        if (pool_) {
            pooled<T>(window).backward(input, packed, gradient, argmax(pass, pass.first), kernel_gradient,
                                       input_gradient, pass.scratch, pass.count);
            return;
        }
        convolution.backward(input, packed, gradient, kernel_gradient, input_gradient, pass.scratch,
                             pass.count);
    }

private:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        return window_over("Conv2D", inputs[0], kernel_size, strides, padding, dilation_rate);
    }

    template <class T>
    [[nodiscard]] PooledConvolution<T> pooled(const Window2D& window) const {
        return PooledConvolution<T>(window, filters, groups, pool_->height, pool_->width);
    }

    [[nodiscard]] std::int64_t pooled_height() const { return pool_ ? pool_->height : 1; }
    /// They begin at whole windows, or where the tiles of minimal filtering do.
    [[nodiscard]] Bands bands(Shapes inputs) const {
        const std::int64_t height = window_of(inputs).output_height;
        return {.height = pool_ ? height - height % pool_->height : height,
                .unit = pool_ ? pool_->height : 2,
                .work = multiply_adds(inputs),
                .enough = 125'000};
    }

    /// Some samples, or a band of one; what it gives goes to `output` elements behind the beginning of the
    /// batch's, the argmax to `where`.
    template <class T>
    void forward_part(const Pass<T>& pass, const Window2D& window, std::int64_t samples, const T* input,
                      std::int64_t output, std::uint8_t* where) const {
        const T* bias = norm_ ? shift(pass) : use_bias ? pass.weights[1] : nullptr;
        const bool relu_at_once = activation == ActivationFunction::relu && !pass.activation_elsewhere;
        const Epilogue<T> epilogue{.bias = bias, .relu = relu_at_once};
        T* const to = pass.output + output;
        if (pool_) {
            pooled<T>(window).forward(input, pass.per_batch, epilogue, to, where, pass.scratch, samples);
            return;
        }
        Convolution<T>(window, filters, groups)
            .forward(input, pass.per_batch, epilogue, to, pass.scratch, samples);
        if (relu_at_once || pass.activation_elsewhere) return;
        const std::int64_t pixels = samples * window.output_height * window.output_width;
        T* const kept = needs_input(activation) ? pass.per_sample + output : nullptr;
        activate_and_keep(activation, to, kept, pixels, std::int64_t{filters});
    }

    /// Only answers are wanted: the layer behind goes into kernel and bias.
    [[nodiscard]] std::unique_ptr<Layer> followed_by(const Tail& tail) const {
        if (activation != ActivationFunction::linear || norm_) return nullptr;
        auto result = std::make_unique<Conv2D>(*this);
        result->norm_ = tail.layer;
        return result;
    }
    // In per_batch behind the packed kernel: shift, then scale of each filter.
    template <class T>
    T* shift(const Pass<T>& pass) const {
        const Convolution<T> convolution(window_of(pass.input_shapes), filters, groups);
        return pass.per_batch + aligned<T>(convolution.packed_forward_elements());
    }
    template <class T>
    void prepare_normalized(const Pass<T>& pass, const Convolution<T>& convolution) const {
        T* const shift_to = shift(pass);
        T* const scale = shift_to + aligned<T>(filters);
        T* const kernel = pass.scratch;
        norm_->affine(pass.weights.subspan(use_bias ? 2 : 1), std::int64_t{filters}, scale, shift_to);
        for (std::int64_t i = 0; i < convolution.kernel_elements(); i += filters) {
            for (std::int64_t f = 0; f < filters; ++f) kernel[i + f] = pass.weights[0][i + f] * scale[f];
        }
        for (std::int64_t f = 0; use_bias && f < filters; ++f) shift_to[f] += pass.weights[1][f] * scale[f];
        convolution.pack_forward(kernel, pass.per_batch, kernel + aligned<T>(convolution.kernel_elements()));
    }

    // The argmax of each window, a byte each, in per_sample; nullptr where there is no backward pass. The
    // samples of a shard are contiguous.
    static std::int64_t argmax_size(std::int64_t outputs) { return (outputs + 3) / 4; }
    template <class T>
    std::uint8_t* argmax(const Pass<T>& pass, std::int64_t first) const {
        if (!pool_ || pass.input_gradients.empty()) return nullptr;
        return reinterpret_cast<std::uint8_t*>(pass.per_sample +
                                               first * argmax_size(pass.output_shape.elements()));
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

    // Work of the layers behind that this one does: max-pooling with its output at hand; an affine function
    // of each channel.
    std::optional<Tail> pool_;
    std::shared_ptr<const Layer> norm_;
};

}  // namespace

std::unique_ptr<Layer> make_conv2d() { return std::make_unique<Conv2D>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_problems.h"
#include "layers/weight_settings.h"
#include "layers/window.h"
#include "operations/convolution.h"

#include <numeric>

namespace glassnet {

namespace {

/// Learned filters that slide over a picture. With groups (Krizhevsky et al. 2012) channels c and filters f
/// are cut into as many parts, and the sum runs over the channels of the filter's part.
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

    std::vector<Term> terms(Shapes inputs, std::int64_t output) const override {
        const Window2D w = window_of(inputs);
        const std::int64_t filter = output % filters, pixel = output / filters;
        const std::int64_t of_group = w.channels / groups, group = filter / (filters / groups);
        std::vector<Term> terms;
        for_each_tap(
            w, pixel / w.output_width, pixel % w.output_width, [&](std::int64_t input, std::int64_t tap) {
                for (std::int64_t c = 0; c < of_group; ++c)
                    terms.push_back({input + group * of_group + c, (tap * of_group + c) * filters + filter});
            });
        return terms;
    }

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return convolution({.window = window_of(binding.input_shapes),
                            .filters = filters,
                            .groups = groups,
                            .multiply_adds = multiply_adds(binding.input_shapes),
                            .activation = activation,
                            .use_bias = use_bias,
                            .trainable = trainable},
                           binding);
    }

private:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        return window_over("Conv2D", inputs[0], kernel_size, strides, padding, dilation_rate);
    }
};

}  // namespace

std::unique_ptr<Layer> make_conv2d() { return std::make_unique<Conv2D>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution/depthwise.h"
#include "math/rows/columns.h"
#include "operations/activations.h"
#include "operations/bands.h"
#include "operations/convolution.h"
#include "operations/precisions.h"

#include <optional>

namespace glassnet {

namespace {

/// A depthwise convolution and what it does for the operation behind it.
struct FusedDepthwise : ConvolutionSettings {
    std::int64_t multiplier = 1;
    std::optional<FixedNormalization> normalization{};
};

std::int64_t filters_of(const FusedDepthwise& s) { return s.window.channels * s.multiplier; }
std::int64_t taps_of(const FusedDepthwise& s) { return s.window.kernel_height * s.window.kernel_width; }

class DepthwiseOperation final : public OperationOf<DepthwiseOperation> {
public:
    DepthwiseOperation(const FusedDepthwise& settings, const Binding& binding)
        : settings_(settings),
          binding_(binding),
          bands_{.height = settings.window.output_height, .work = settings.multiply_adds, .enough = 60'000},
          convolution_(settings.window, settings.multiplier) {
        set_contract(make_contract());
    }

    std::unique_ptr<Operation> with(const PostOp& next) const override {
        auto both = rectified(settings_, next);
        if (next.work == PostOp::Work::normalization && !settings_.normalization &&
            settings_.activation == ActivationFunction::linear) {
            both = settings_;
            both->normalization = next.normalization;
        }
        return both ? std::make_unique<DepthwiseOperation>(*both, binding_) : nullptr;
    }

    /// With a normalization, in per_batch: kernel, bias, scale.
    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        if (!settings_.normalization) return;
        const std::int64_t filters = filters_of(settings_), elements = taps_of(settings_) * filters;
        T* const kernel = pass.per_batch;
        T* const bias = kernel + elements;
        T* const scale = bias + filters;
        settings_.normalization->to_affine(pass.weights.subspan(settings_.use_bias ? 2 : 1), filters, scale,
                                           bias);
        for (std::int64_t i = 0; i < elements; ++i) kernel[i] = pass.weights[0][i] * scale[i % filters];
        for (std::int64_t f = 0; settings_.use_bias && f < filters; ++f)
            bias[f] += pass.weights[1][f] * scale[f];
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Window2D& window = settings_.window;
        const std::int64_t in = binding_.input_elements(), out = binding_.output_elements();
        if (pass.split == Phase::Split::samples) {
            for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample)
                forward_part(pass, convolution_.in<T>(), window, pass.inputs[0] + sample * in, sample * out);
            return;
        }
        const auto [sample, first, rows] = bands_.at(pass.item);
        if (sample >= pass.batch) return;
        const Window2D::Band part = window.band(first, rows);
        forward_part(pass, DepthwiseConvolution<T>(part.window, settings_.multiplier), part.window,
                     pass.inputs[0] + sample * in + part.first_row * window.input_width * window.channels,
                     sample * out + first * (out / window.output_height));
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const DepthwiseConvolution<T>& convolution = convolution_.in<T>();
        const std::int64_t in = binding_.input_elements(), out = binding_.output_elements(),
                           filters = filters_of(settings_);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const gradient = pass.output_gradient + sample * out;
            activate_backward(settings_.activation, gradient, pass.per_sample + sample * out,
                              pass.output + sample * out, out / filters, filters);
            if (settings_.trainable && settings_.use_bias)
                add_column_sums(gradient, out / filters, filters, pass.weight_gradients[1]);
            if (settings_.trainable)
                convolution.add_kernel_gradient(pass.inputs[0] + sample * in, gradient,
                                                pass.weight_gradients[0], pass.scratch);
            if (pass.input_gradients[0])
                convolution.input_gradient(gradient, pass.weights[0], pass.input_gradients[0] + sample * in,
                                           pass.scratch);
        }
    }

private:
    [[nodiscard]] Contract make_contract() const {
        const FusedDepthwise& s = settings_;
        const DepthwiseConvolution<float>& convolution = convolution_.in<float>();
        return {.memory = {.per_sample = kept_elements(s.activation, binding_.output_elements()),
                           .per_batch = s.normalization ? (taps_of(s) + 2) * filters_of(s) : 0,
                           .per_worker = convolution.scratch_elements()},
                .forward = bands_.phases(binding_.batch, binding_.training),
                .backward_needs = {.inputs = s.trainable, .output = needs_output(s.activation)},
                .kernels = {convolution.algorithm(), convolution.algorithm()}};
    }

    /// One sample or a band of it, whose outputs go to `output` elements behind the beginning of the batch's.
    template <class T>
    void forward_part(const Pass<T>& pass, const DepthwiseConvolution<T>& convolution, const Window2D& window,
                      const T* input, std::int64_t output) const {
        const std::int64_t filters = filters_of(settings_);
        const T* const kernel = settings_.normalization ? pass.per_batch : pass.weights[0];
        const T* const bias = settings_.normalization ? kernel + taps_of(settings_) * filters
                              : settings_.use_bias    ? pass.weights[1]
                                                      : nullptr;
        const bool relu = settings_.activation == ActivationFunction::relu;
        convolution.forward(input, kernel, {.bias = bias, .relu = relu}, pass.output + output, pass.scratch);
        if (!relu)
            activate_and_keep(settings_.activation, pass.output + output, pass.per_sample + output,
                              window.output_height * window.output_width, filters);
    }

    FusedDepthwise settings_;
    Binding binding_;
    Bands bands_;
    InBothPrecisions<DepthwiseConvolution> convolution_;
};

}  // namespace

std::unique_ptr<Operation> depthwise_convolution(const ConvolutionSettings& settings,
                                                 std::int64_t depth_multiplier, const Binding& binding) {
    return std::make_unique<DepthwiseOperation>(FusedDepthwise{settings, depth_multiplier, {}}, binding);
}

}  // namespace glassnet

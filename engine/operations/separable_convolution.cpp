// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/arena.h"
#include "math/convolution/convolution.h"
#include "math/convolution/depthwise.h"
#include "math/rows/columns.h"
#include "operations/activations.h"
#include "operations/convolution.h"
#include "operations/packed_kernels.h"
#include "operations/precisions.h"

#include <algorithm>

namespace glassnet {

namespace {

// The second convolution. Its pixels do not touch each other and lie in one row: one product for each sample.
Window2D window_of_mixture(const Window2D& w, std::int64_t multiplier) {
    const std::int64_t pixels = w.output_height * w.output_width;
    return {.input_width = pixels, .channels = w.channels * multiplier, .output_width = pixels};
}

class SeparableOperation final : public OperationOf<SeparableOperation> {
public:
    SeparableOperation(const ConvolutionSettings& settings, std::int64_t multiplier, const Binding& binding)
        : settings_(settings),
          multiplier_(multiplier),
          binding_(binding),
          between_(window_of_mixture(settings.window, multiplier).input_width * settings.window.channels *
                   multiplier),
          depthwise_(settings.window, multiplier),
          mixture_(window_of_mixture(settings.window, multiplier), settings.filters) {
        set_contract(make_contract());
    }

    std::unique_ptr<Operation> with(const PostOp& next) const override {
        const auto both = rectified(settings_, next);
        return both ? std::make_unique<SeparableOperation>(*both, multiplier_, binding_) : nullptr;
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        const Convolution<T>& mixture = mixture_.in<T>();
        mixture.pack_forward(pass.weights[1], pass.per_batch, pass.scratch);
        if (!pass.input_gradients.empty())
            mixture.pack_backward(pass.weights[1], backward_kernel(mixture, pass), pass.scratch);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t in = binding_.input_elements(), out = binding_.output_elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const between = kept(pass, sample);
            T* const output = pass.output + sample * out;
            depthwise_.in<T>().forward(pass.inputs[0] + sample * in, pass.weights[0], {}, between,
                                       pass.scratch);
            mixture_.in<T>().forward(between, pass.per_batch,
                                     {.bias = settings_.use_bias ? pass.weights[2] : nullptr}, output,
                                     pass.scratch);
            activate_and_keep(settings_.activation, output, between + between_, out / settings_.filters,
                              settings_.filters);
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const DepthwiseConvolution<T>& depthwise = depthwise_.in<T>();
        const Convolution<T>& mixture = mixture_.in<T>();
        const std::int64_t in = binding_.input_elements(), out = binding_.output_elements(),
                           pixels = out / settings_.filters;
        T* const between_gradient = pass.scratch;
        T* const scratch = pass.scratch + aligned<T>(between_);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* const between = kept(pass, sample);
            T* const gradient = pass.output_gradient + sample * out;
            activate_backward(settings_.activation, gradient, between + between_, pass.output + sample * out,
                              pixels, settings_.filters);
            if (settings_.trainable) {
                if (settings_.use_bias)
                    add_column_sums(gradient, pixels, settings_.filters, pass.weight_gradients[2]);
                mixture.add_kernel_gradient(between, gradient, pass.weight_gradients[1], scratch);
            }
            mixture.input_gradient(gradient, backward_kernel(mixture, pass), between_gradient, scratch);
            if (settings_.trainable)
                depthwise.add_kernel_gradient(pass.inputs[0] + sample * in, between_gradient,
                                              pass.weight_gradients[0], scratch);
            if (pass.input_gradients[0])
                depthwise.input_gradient(between_gradient, pass.weights[0],
                                         pass.input_gradients[0] + sample * in, scratch);
        }
    }

private:
    [[nodiscard]] Contract make_contract() const {
        const auto scratch = [](const auto& kernel) { return kernel.scratch_elements(); };
        const std::string first = depthwise_.in<float>().algorithm();
        const Convolution<float>& second = mixture_.in<float>();
        return {.memory = {.per_sample =
                               between_ + kept_elements(settings_.activation, binding_.output_elements()),
                           .per_batch =
                               mixture_.largest([](const auto& kernel) { return packed_elements(kernel); }),
                           .per_worker = aligned<float>(between_) +
                                         std::max(mixture_.largest(scratch), depthwise_.largest(scratch))},
                .backward_needs = {.inputs = true, .output = needs_output(settings_.activation)},
                .kernels = {first + ", " + second.algorithm(), first + ", " + second.gradient_algorithm()}};
    }

    /// What a sample keeps: the values between the convolutions, then those before the activation.
    template <class T>
    [[nodiscard]] T* kept(const Pass<T>& pass, std::int64_t sample) const {
        return pass.per_sample +
               sample * (between_ + kept_elements(settings_.activation, binding_.output_elements()));
    }

    ConvolutionSettings settings_;
    std::int64_t multiplier_;
    Binding binding_;
    std::int64_t between_;  // values of a sample between the two convolutions
    InBothPrecisions<DepthwiseConvolution> depthwise_;
    InBothPrecisions<Convolution> mixture_;
};

}  // namespace

std::unique_ptr<Operation> separable_convolution(const ConvolutionSettings& settings,
                                                 std::int64_t depth_multiplier, const Binding& binding) {
    return std::make_unique<SeparableOperation>(settings, depth_multiplier, binding);
}

}  // namespace glassnet

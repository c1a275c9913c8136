// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/arena.h"
#include "math/convolution/convolution.h"
#include "math/elementwise/arithmetic.h"
#include "math/rows/columns.h"
#include "operations/activations.h"
#include "operations/convolution.h"
#include "operations/packed_kernels.h"
#include "operations/precisions.h"

#include <algorithm>

namespace glassnet {

namespace {

class TransposedOperation final : public OperationOf<TransposedOperation> {
public:
    TransposedOperation(const ConvolutionSettings& settings, const Binding& binding)
        : settings_(settings), binding_(binding), convolution_(settings.window, binding.input_shapes[0][2]) {
        set_contract(make_contract());
    }

    std::unique_ptr<Operation> with(const PostOp& next) const override {
        const auto both = rectified(settings_, next);
        return both ? std::make_unique<TransposedOperation>(*both, binding_) : nullptr;
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        const Convolution<T>& convolution = convolution_.in<T>();
        convolution.pack_backward(pass.weights[0], backward_kernel(convolution, pass), pass.scratch);
        if (!pass.input_gradients.empty() && pass.input_gradients[0])
            convolution.pack_forward(pass.weights[0], pass.per_batch, pass.scratch);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t in = binding_.input_elements(), out = binding_.output_elements(),
                           filters = settings_.filters, pixels = out / filters;
        const T* const packed = backward_kernel(convolution_.in<T>(), pass);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const output = pass.output + sample * out;
            convolution_.in<T>().input_gradient(pass.inputs[0] + sample * in, packed, output, pass.scratch);
            for (std::int64_t pixel = 0; settings_.use_bias && pixel < pixels; ++pixel)
                accumulate(output + pixel * filters, pass.weights[1], filters);
            activate_and_keep(settings_.activation, output, pass.per_sample + sample * out, pixels, filters);
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Convolution<T>& convolution = convolution_.in<T>();
        const std::int64_t in = binding_.input_elements(), out = binding_.output_elements(),
                           filters = settings_.filters, pixels = out / filters;
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const gradient = pass.output_gradient + sample * out;
            activate_backward(settings_.activation, gradient, pass.per_sample + sample * out,
                              pass.output + sample * out, pixels, filters);
            if (settings_.trainable) {
                if (settings_.use_bias) add_column_sums(gradient, pixels, filters, pass.weight_gradients[1]);
                convolution.add_kernel_gradient(gradient, pass.inputs[0] + sample * in,
                                                pass.weight_gradients[0], pass.scratch);
            }
            if (T* const to = pass.input_gradients[0])
                convolution.forward(gradient, pass.per_batch, {}, to + sample * in, pass.scratch);
        }
    }

private:
    [[nodiscard]] Contract make_contract() const {
        const Convolution<float>& convolution = convolution_.in<float>();
        const auto packed = [](const auto& kernel) { return packed_elements(kernel); };
        const auto scratch = [](const auto& kernel) { return kernel.scratch_elements(); };
        return {
            .memory = {.per_sample = kept_elements(settings_.activation, binding_.output_elements()),
                       .per_batch = convolution_.largest(packed),
                       .per_worker = std::max(convolution_.largest(scratch), convolution.kernel_elements())},
            .backward_needs = {.inputs = true, .output = needs_output(settings_.activation)},
            .kernels = {convolution.algorithm(), convolution.gradient_algorithm()}};
    }

    ConvolutionSettings settings_;
    Binding binding_;
    InBothPrecisions<Convolution> convolution_;
};

}  // namespace

std::unique_ptr<Operation> transposed_convolution(const ConvolutionSettings& settings,
                                                  const Binding& binding) {
    return std::make_unique<TransposedOperation>(settings, binding);
}

}  // namespace glassnet

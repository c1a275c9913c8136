// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/convolution.h"

#include "math/arena.h"
#include "math/convolution/pooled_convolution.h"
#include "math/rows/columns.h"
#include "operations/activations.h"
#include "operations/bands.h"
#include "operations/packed_kernels.h"
#include "operations/precisions.h"

#include <algorithm>
#include <optional>

namespace glassnet {

namespace {

/// The windows of a max-pooling whose output alone is stored.
struct Pool {
    std::int64_t height = 1, width = 1;
};

/// A convolution and what it does for the operations behind it.
struct FusedConvolution : ConvolutionSettings {
    std::optional<Pool> pool{};
    std::optional<FixedNormalization> normalization{};
};

// The argmax of each window of the pooling, a byte each, in per_sample.
std::int64_t argmax_elements(std::int64_t outputs) { return (outputs + 3) / 4; }

// Bands begin at whole windows, or where the tiles of minimal filtering do.
Bands bands_of(const FusedConvolution& s) {
    const std::int64_t height = s.window.output_height;
    return {.height = s.pool ? height - height % s.pool->height : height,
            .unit = s.pool ? s.pool->height : 2,
            .work = s.multiply_adds,
            .enough = 125'000};
}

class ConvolutionOperation final : public OperationOf<ConvolutionOperation> {
public:
    ConvolutionOperation(const FusedConvolution& settings, const Binding& binding)
        : settings_(settings),
          binding_(binding),
          bands_(bands_of(settings)),
          plain_(settings.window, settings.filters, settings.groups) {
        if (settings.pool)
            pooled_.emplace(settings.window, settings.filters, settings.groups, settings.pool->height,
                            settings.pool->width);
        set_contract(make_contract());
    }

    std::unique_ptr<Operation> with(const PostOp& next) const override {
        if (settings_.pool) return nullptr;
        const bool linear = settings_.activation == ActivationFunction::linear;
        FusedConvolution both = settings_;
        switch (next.work) {
            case PostOp::Work::relu:
                if (!linear) return nullptr;
                both.activation = ActivationFunction::relu;
                break;
            case PostOp::Work::normalization:
                if (!linear || settings_.normalization) return nullptr;
                both.normalization = next.normalization;
                break;
            case PostOp::Work::max_pooling:
                if ((!linear && settings_.activation != ActivationFunction::relu) ||
                    settings_.window.output_height < next.height ||
                    settings_.window.output_width < next.width)
                    return nullptr;
                both.pool = Pool{next.height, next.width};
                break;
            case PostOp::Work::reshape:
                return nullptr;
        }
        return std::make_unique<ConvolutionOperation>(both, binding_);
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        const Convolution<T>& convolution = plain_.in<T>();
        if (settings_.normalization) return prepare_normalized(pass, convolution);
        convolution.pack_forward(pass.weights[0], pass.per_batch, pass.scratch);
        if (pass.input_gradients.empty() || !pass.input_gradients[0]) return;
        convolution.pack_backward(pass.weights[0], backward_kernel(convolution, pass), pass.scratch);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t in = binding_.input_elements(), out = pass.output_shape.elements();
        if (pass.split == Phase::Split::samples) {
            forward_samples(pass, pass.inputs[0] + pass.first * in, pass.first * out);
            return;
        }
        const auto [sample, first, rows] = bands_.at(pass.item);
        if (sample >= pass.batch) return;
        const Window2D::Band part = settings_.window.band(first, rows);
        forward_band(
            pass, part.window,
            pass.inputs[0] + sample * in + part.first_row * part.window.input_width * part.window.channels,
            sample, first / pooled_height() * (out / output_rows()));
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Convolution<T>& convolution = plain_.in<T>();
        const std::int64_t in = binding_.input_elements(), out = pass.output_shape.elements(),
                           pixels = pass.count * out / filters();
        const T* const input = pass.inputs[0] + pass.first * in;
        const T* const packed = backward_kernel(convolution, pass);
        T* const gradient = pass.output_gradient + pass.first * out;
        T* const kernel_gradient = settings_.trainable ? pass.weight_gradients[0] : nullptr;
        T* const input_gradient =
            pass.input_gradients[0] ? pass.input_gradients[0] + pass.first * in : nullptr;
        activate_backward(settings_.activation, gradient, pass.per_sample + pass.first * out,
                          pass.output + pass.first * out, pixels, filters());
        if (settings_.trainable && settings_.use_bias)
            add_column_sums(gradient, pixels, filters(), pass.weight_gradients[1]);
        if (pooled_)
            pooled_->in<T>().backward(input, packed, gradient, argmax(pass, pass.first), kernel_gradient,
                                      input_gradient, pass.scratch, pass.count);
        else
            convolution.backward(input, packed, gradient, kernel_gradient, input_gradient, pass.scratch,
                                 pass.count);
    }

private:
    [[nodiscard]] Contract make_contract() const {
        const FusedConvolution& s = settings_;
        const auto scratch = [](const auto& kernel) { return kernel.scratch_elements(); };
        const auto names = [](const auto& kernel) {
            return KernelNames{kernel.algorithm(), kernel.gradient_algorithm(),
                               kernel.input_gradient_algorithm()};
        };
        Contract contract{
            .memory = {.per_sample = pooled_ ? argmax_elements(pooled_->in<float>().output_elements())
                                             : kept_elements(s.activation, binding_.output_elements()),
                       .per_batch =
                           plain_.largest([](const auto& kernel) { return packed_elements(kernel); }),
                       .per_worker = pooled_ ? pooled_->largest(scratch) : plain_.largest(scratch)},
            .forward = bands_.phases(binding_.batch, binding_.training),
            .backward_needs = {.inputs = s.trainable, .output = needs_output(s.activation)},
            .kernels = pooled_ ? names(pooled_->in<float>()) : names(plain_.in<float>())};
        if (s.normalization) {
            const std::int64_t kernel = aligned<float>(plain_.in<float>().kernel_elements());
            contract.memory.per_batch += 2 * aligned<float>(s.filters);
            contract.memory.per_worker = std::max(contract.memory.per_worker, kernel) + kernel;
        }
        return contract;
    }

    [[nodiscard]] std::int64_t filters() const { return settings_.filters; }
    [[nodiscard]] std::int64_t pooled_height() const { return settings_.pool ? settings_.pool->height : 1; }
    [[nodiscard]] std::int64_t output_rows() const {
        return settings_.window.output_height / pooled_height();
    }

    template <class T>
    [[nodiscard]] Epilogue<T> epilogue(const Pass<T>& pass) const {
        return {.bias = settings_.normalization ? backward_kernel(plain_.in<T>(), pass)
                        : settings_.use_bias    ? pass.weights[1]
                                                : nullptr,
                .relu = settings_.activation == ActivationFunction::relu};
    }

    /// The samples of this call; their outputs go to `output` elements behind the beginning of the batch's.
    template <class T>
    void forward_samples(const Pass<T>& pass, const T* input, std::int64_t output) const {
        if (pooled_)
            return pooled_->in<T>().forward(input, pass.per_batch, epilogue(pass), pass.output + output,
                                            argmax(pass, pass.first), pass.scratch, pass.count);
        plain_.in<T>().forward(input, pass.per_batch, epilogue(pass), pass.output + output, pass.scratch,
                               pass.count);
        activate_part(pass, settings_.window, pass.count, output);
    }

    /// A band of one sample; its outputs go to `offset` elements behind the beginning of the sample's.
    template <class T>
    void forward_band(const Pass<T>& pass, const Window2D& window, const T* input, std::int64_t sample,
                      std::int64_t offset) const {
        const std::int64_t out = pass.output_shape.elements(), output = sample * out + offset;
        if (pooled_) {
            const std::int64_t shard = sample / pass.shard_samples * pass.shard_samples;
            std::uint8_t* const of_shard = argmax(pass, shard);
            PooledConvolution<T>(window, filters(), settings_.groups, settings_.pool->height,
                                 settings_.pool->width)
                .forward(input, pass.per_batch, epilogue(pass), pass.output + output,
                         of_shard ? of_shard + (sample - shard) * out + offset : nullptr, pass.scratch, 1);
            return;
        }
        Convolution<T>(window, filters(), settings_.groups)
            .forward(input, pass.per_batch, epilogue(pass), pass.output + output, pass.scratch, 1);
        activate_part(pass, window, 1, output);
    }

    template <class T>
    void activate_part(const Pass<T>& pass, const Window2D& window, std::int64_t samples,
                       std::int64_t output) const {
        if (settings_.activation == ActivationFunction::relu) return;  // the epilogue's
        T* const kept = needs_input(settings_.activation) ? pass.per_sample + output : nullptr;
        activate_and_keep(settings_.activation, pass.output + output, kept,
                          samples * window.output_height * window.output_width, filters());
    }

    template <class T>
    void prepare_normalized(const Pass<T>& pass, const Convolution<T>& convolution) const {
        // instead of the kernel for backward, which is not wanted: shift, then scale of each filter
        T* const shift = backward_kernel(convolution, pass);
        T* const scale = shift + aligned<T>(filters());
        T* const kernel = pass.scratch;
        settings_.normalization->to_affine(pass.weights.subspan(settings_.use_bias ? 2 : 1), filters(), scale,
                                           shift);
        for (std::int64_t i = 0; i < convolution.kernel_elements(); i += filters()) {
            for (std::int64_t f = 0; f < filters(); ++f) kernel[i + f] = pass.weights[0][i + f] * scale[f];
        }
        for (std::int64_t f = 0; settings_.use_bias && f < filters(); ++f)
            shift[f] += pass.weights[1][f] * scale[f];
        convolution.pack_forward(kernel, pass.per_batch, kernel + aligned<T>(convolution.kernel_elements()));
    }

    /// From sample `first` on, which begins a shard: the samples of a shard are contiguous. nullptr where
    /// there is no pooling or no backward pass.
    template <class T>
    std::uint8_t* argmax(const Pass<T>& pass, std::int64_t first) const {
        if (!settings_.pool || pass.input_gradients.empty()) return nullptr;
        return reinterpret_cast<std::uint8_t*>(pass.per_sample +
                                               first * argmax_elements(pass.output_shape.elements()));
    }

    FusedConvolution settings_;
    Binding binding_;  // of the convolution alone: its output before the pooling
    Bands bands_;
    InBothPrecisions<Convolution> plain_;
    std::optional<InBothPrecisions<PooledConvolution>> pooled_;
};

}  // namespace

std::unique_ptr<Operation> convolution(const ConvolutionSettings& settings, const Binding& binding) {
    return std::make_unique<ConvolutionOperation>(FusedConvolution{settings, {}, {}}, binding);
}

}  // namespace glassnet

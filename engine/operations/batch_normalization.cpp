// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/batch_normalization.h"

#include "math/elementwise/arithmetic.h"
#include "math/rows/column_normalization.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

std::int64_t channels_of(const Shape& shape) { return shape[shape.rank() - 1]; }

/// Statistics are gathered shard by shard and joined in the order of the shards (Chan et al. 1979).
class BatchNormalizationOperation final : public OperationOf<BatchNormalizationOperation> {
public:
    BatchNormalizationOperation(const BatchNormalizationSettings& settings, bool relu, const Binding& binding)
        : OperationOf(contract_of(settings, relu, binding)),
          settings_(settings),
          binding_(binding),
          gathers_(gathers(settings, binding)),
          relu_(relu) {}

    std::unique_ptr<Operation> with(const PostOp& next) const override {
        if (relu_ || next.work != PostOp::Work::relu) return nullptr;
        return std::make_unique<BatchNormalizationOperation>(settings_, true, binding_);
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        if (gathers_) return;
        const Parts<T> parts(pass);
        for (std::int64_t c = 0; c < parts.channels; ++c) {
            parts.mean[c] = moving_mean(pass)[c];
            parts.inverse[c] =
                1 / std::sqrt(moving_variance(pass)[c] + static_cast<T>(settings_.fixed.epsilon));
        }
        set_affine(pass, parts);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Parts<T> parts(pass);
        if (!gathers_ || pass.phase == 2) {
            normalize_columns(normalization(parts), pass.inputs[0] + parts.offset, parts.rows,
                              pass.output + parts.offset);
        } else if (pass.phase == 0) {
            column_statistics(pass.inputs[0] + parts.offset, parts.rows, parts.channels, parts.first,
                              parts.second);
        } else {
            join_statistics(pass, parts);
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const Parts<T> parts(pass);
        switch (pass.phase) {
            case 0:
                normalize_columns_backward_sums(normalization(parts), pass.inputs[0] + parts.offset,
                                                pass.output_gradient + parts.offset, parts.rows, parts.first,
                                                parts.second);
                break;
            case 1:
                join_gradients(pass, parts);
                break;
            default:
                if (!pass.input_gradients[0]) return;
                normalize_columns_backward(normalization(parts), pass.inputs[0] + parts.offset,
                                           pass.output_gradient + parts.offset, parts.rows,
                                           parts.gradient_sum, parts.product_sum,
                                           pass.input_gradients[0] + parts.offset);
        }
    }

private:
    static bool gathers(const BatchNormalizationSettings& s, const Binding& binding) {
        return binding.training && s.trainable;
    }

    static Contract contract_of(const BatchNormalizationSettings& s, bool relu, const Binding& binding) {
        const std::int64_t channels = channels_of(binding.output_shape);
        const std::vector<Phase> three{
            {Phase::Split::samples, 0}, {Phase::Split::blocks, 1}, {Phase::Split::samples, 0}};
        Contract contract{.memory = {.per_shard = 2 * channels, .per_batch = 6 * channels},
                          .forward = gathers(s, binding) ? three : std::vector{Phase{}},
                          .backward = three,
                          .backward_needs = {.inputs = true, .output = false},
                          .kernels = {"vectors of channels", "vectors of channels"},
                          .cheap_to_recompute = true};
        // with the statistics of the batch in per_batch
        contract.output_phase = static_cast<int>(contract.forward.size()) - 1;
        const bool inference = !binding.training && !binding.gradients;
        if (inference && !relu && binding.output_shape.rank() == 3)
            contract.post_op = PostOp{.work = PostOp::Work::normalization, .normalization = s.fixed};
        return contract;
    }

    // Numbers of weights: 0 or 1.
    [[nodiscard]] std::size_t gammas() const { return settings_.fixed.scale ? 1 : 0; }
    [[nodiscard]] std::size_t betas() const { return settings_.fixed.center ? 1 : 0; }

    template <class T>
    T* moving_mean(const Pass<T>& pass) const {
        return pass.weights[gammas() + betas()];
    }
    template <class T>
    T* moving_variance(const Pass<T>& pass) const {
        return pass.weights[gammas() + betas() + 1];
    }

    /// The operation's memory by names, and the rows (pixels) of this call.
    template <class T>
    struct Parts {
        std::int64_t channels, pixels, rows, offset;
        T *scale, *shift, *mean, *inverse, *gradient_sum, *product_sum;  // per_batch
        T *first, *second;                                               // this shard's

        explicit Parts(const Pass<T>& pass)
            : channels(channels_of(pass.output_shape)),
              pixels(pass.output_shape.elements() / channels),
              rows(pass.count * pixels),
              offset(pass.first * pixels * channels),
              scale(pass.per_batch),
              shift(scale + channels),
              mean(shift + channels),
              inverse(mean + channels),
              gradient_sum(inverse + channels),
              product_sum(gradient_sum + channels),
              first(pass.per_shard + pass.item * 2 * channels),
              second(first + channels) {}
    };

    template <class T>
    ColumnNormalization<T> normalization(const Parts<T>& parts) const {
        return {.columns = parts.channels,
                .scale = parts.scale,
                .shift = parts.shift,
                .mean = parts.mean,
                .inverse = parts.inverse,
                .relu = relu_};
    }

    template <class T>
    void join_statistics(const Pass<T>& pass, const Parts<T>& parts) const {
        const T total = static_cast<T>(pass.batch * parts.pixels);
        for (std::int64_t c = 0; c < parts.channels; ++c) {
            T count = 0, mean = 0, squares = 0;
            for (int shard = 0; shard < pass.shards; ++shard) {
                const T* statistics = pass.per_shard + shard * 2 * parts.channels;
                const T rows = static_cast<T>(
                    std::min(pass.shard_samples, pass.batch - shard * pass.shard_samples) * parts.pixels);
                const T distance = statistics[c] - mean;
                mean += distance * rows / (count + rows);
                squares +=
                    statistics[parts.channels + c] + distance * distance * count * rows / (count + rows);
                count += rows;
            }
            const T variance = squares / total;
            parts.mean[c] = mean;
            parts.inverse[c] = 1 / std::sqrt(variance + static_cast<T>(settings_.fixed.epsilon));
            T& moving = moving_mean(pass)[c];
            T& moving_square = moving_variance(pass)[c];
            moving += (mean - moving) * static_cast<T>(1 - settings_.momentum);
            moving_square += (variance - moving_square) * static_cast<T>(1 - settings_.momentum);
        }
        set_affine(pass, parts);
    }

    template <class T>
    void set_affine(const Pass<T>& pass, const Parts<T>& parts) const {
        for (std::int64_t c = 0; c < parts.channels; ++c) {
            parts.scale[c] = parts.inverse[c] * (settings_.fixed.scale ? pass.weights[0][c] : T{1});
            parts.shift[c] =
                (settings_.fixed.center ? pass.weights[gammas()][c] : T{0}) - parts.mean[c] * parts.scale[c];
        }
    }

    /// The sums over the batch are the gradients of beta and gamma; their means, scaled as the gradients are,
    /// are what is left in the operation's memory.
    template <class T>
    void join_gradients(const Pass<T>& pass, const Parts<T>& parts) const {
        std::fill_n(parts.gradient_sum, 2 * parts.channels, T{0});
        for (int shard = 0; shard < pass.shards; ++shard)
            accumulate(parts.gradient_sum, pass.per_shard + shard * 2 * parts.channels, 2 * parts.channels);
        if (settings_.trainable && settings_.fixed.scale)
            std::copy_n(parts.product_sum, parts.channels, pass.weight_gradients[0]);
        if (settings_.trainable && settings_.fixed.center)
            std::copy_n(parts.gradient_sum, parts.channels, pass.weight_gradients[gammas()]);
        // fixed statistics do not depend on the inputs
        const T share = gathers_ ? 1 / static_cast<T>(pass.batch * parts.pixels) : T{0};
        for (std::int64_t c = 0; c < parts.channels; ++c) {
            parts.gradient_sum[c] *= share * parts.scale[c];
            parts.product_sum[c] *= share * parts.scale[c];
        }
    }

    BatchNormalizationSettings settings_;
    Binding binding_;
    bool gathers_;  // whether statistics are those of the batch
    bool relu_;     // max(·, 0) at the end
};

}  // namespace

std::unique_ptr<Operation> batch_normalization(const BatchNormalizationSettings& settings,
                                               const Binding& binding) {
    return std::make_unique<BatchNormalizationOperation>(settings, false, binding);
}

}  // namespace glassnet

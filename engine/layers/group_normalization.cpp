// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/affine_settings.h"
#include "layers/layer_problems.h"
#include "math/elementwise/arithmetic.h"
#include "math/rows/column_normalization.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassnet {

namespace {

/// Brings groups of channels of each sample to mean 0 and variance 1, over all their pixels, then scales and
/// shifts each channel (Wu and He 2018).
class GroupNormalization final : public AffineLayer<GroupNormalization> {
public:
    int groups = 32;
    double epsilon = 1e-3;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting(
                "groups", &GroupNormalization::groups, between(-1, 65'536),
                "Groups of channels that are normalized together; 1: all at once, −1: each channel alone."),
            setting("epsilon", &GroupNormalization::epsilon, above(0),
                    "Added to the variance so that nothing is divided by zero.")},
        affine_settings());

    static Description describe() {
        return {.id = "GroupNormalization",
                .title = "GroupNormalization",
                .group = "Normalization",
                .summary = "Brings groups of channels of each sample to mean 0 and variance 1.",
                .formula = "y = gamma · (x − mean) / √(variance + epsilon) + beta",
                .keras = "keras.layers.GroupNormalization",
                .pytorch = "torch.nn.GroupNorm",
                .onnx = "GroupNormalization",
                .icon = "normalization"};
    }

    Shape output_shape(Shapes inputs) const override {
        const std::int64_t all = channels(inputs[0]);
        if (groups == 0 || (groups > 0 && all % groups != 0))
            throw channels_not_in_groups(all, groups, std::gcd(all, std::int64_t{std::max(1, groups)}));
        return inputs[0];
    }
    std::int64_t multiply_adds(Shapes inputs) const override { return 2 * inputs[0].elements(); }
    std::vector<WeightSpec> weights(Shapes inputs) const override {
        return gamma_and_beta({channels(inputs[0])});
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        return {.memory = {.per_sample = 2 * channels(binding.output_shape),
                           .per_worker = 3 * channels(binding.output_shape)},
                .backward_needs = {.inputs = true, .output = false},
                .kernels = {"vectors of channels", "vectors of channels"}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const T* const beta = beta_of(pass.weights);
        for_each_sample(pass, [&](const Sample<T>& sample) {
            T* const shift = pass.scratch + sample.channels;
            column_statistics(pass.inputs[0] + sample.offset, sample.pixels, sample.channels, sample.mean,
                              sample.inverse);
            join_statistics(sample);
            set_scale(pass, sample);
            for (std::int64_t c = 0; c < sample.channels; ++c)
                shift[c] = (beta ? beta[c] : T{0}) - sample.mean[c] * sample.scale[c];
            normalize_columns(normalization(sample, shift), pass.inputs[0] + sample.offset, sample.pixels,
                              pass.output + sample.offset);
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        for_each_sample(pass, [&](const Sample<T>& sample) {
            const T *const x = pass.inputs[0] + sample.offset, *const g =
                                                                   pass.output_gradient + sample.offset;
            T *const sums = pass.scratch + sample.channels, *const products = sums + sample.channels;
            const auto normalized = normalization<T>(sample, nullptr);
            normalize_columns_backward_sums(normalized, x, g, sample.pixels, sums, products);
            if (T* const gamma_gradient = gamma_of(pass.weight_gradients))
                accumulate(gamma_gradient, products, sample.channels);
            if (T* const beta_gradient = beta_of(pass.weight_gradients))
                accumulate(beta_gradient, sums, sample.channels);
            if (!pass.input_gradients[0]) return;
            set_scale(pass, sample);
            join_gradients(sample, sums);
            join_gradients(sample, products);
            normalize_columns_backward(normalized, x, g, sample.pixels, sums, products,
                                       pass.input_gradients[0] + sample.offset);
        });
    }

private:
    static std::int64_t channels(const Shape& shape) { return shape[shape.rank() - 1]; }

    /// One sample by channels; those of a group have the same mean and inverse deviation.
    template <class T>
    struct Sample {
        std::int64_t offset, pixels, channels, width;  // width: channels of a group
        T *mean, *inverse;                             // per_sample
        T* scale;                                      // scratch

        // values that are normalized together
        [[nodiscard]] T count() const { return static_cast<T>(pixels * width); }
    };

    template <class T, class Action>
    void for_each_sample(const Pass<T>& pass, const Action& action) const {
        const std::int64_t all = channels(pass.output_shape), elements = pass.output_shape.elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            T* const statistics = pass.per_sample + 2 * sample * all;
            action(Sample<T>{sample * elements, elements / all, all, groups < 0 ? 1 : all / groups,
                             statistics, statistics + all, pass.scratch});
        }
    }

    template <class T>
    static ColumnNormalization<T> normalization(const Sample<T>& sample, const T* shift) {
        return {.columns = sample.channels,
                .scale = sample.scale,
                .shift = shift,
                .mean = sample.mean,
                .inverse = sample.inverse};
    }

    template <class T>
    void set_scale(const Pass<T>& pass, const Sample<T>& sample) const {
        const T* const gamma = gamma_of(pass.weights);
        for (std::int64_t c = 0; c < sample.channels; ++c)
            sample.scale[c] = sample.inverse[c] * (gamma ? gamma[c] : T{1});
    }

    /// Turns each channel's mean and squares, which are in `inverse`, into those of its group (Chan et al.
    /// 1979).
    template <class T>
    void join_statistics(const Sample<T>& sample) const {
        for (std::int64_t first = 0; first < sample.channels; first += sample.width) {
            const std::int64_t end = first + sample.width;
            T mean = 0, squares = 0, apart = 0;
            for (std::int64_t c = first; c < end; ++c) mean += sample.mean[c];
            mean /= static_cast<T>(sample.width);
            for (std::int64_t c = first; c < end; ++c) {
                squares += sample.inverse[c];
                apart += (sample.mean[c] - mean) * (sample.mean[c] - mean);
            }
            const T variance = (squares + apart * static_cast<T>(sample.pixels)) / sample.count();
            std::fill(sample.mean + first, sample.mean + end, mean);
            std::fill(sample.inverse + first, sample.inverse + end,
                      1 / std::sqrt(variance + static_cast<T>(epsilon)));
        }
    }

    /// Turns the sums of each channel into its group's mean of what is scaled.
    template <class T>
    static void join_gradients(const Sample<T>& sample, T* sums) {
        for (std::int64_t first = 0; first < sample.channels; first += sample.width) {
            T sum = 0;
            for (std::int64_t c = first; c < first + sample.width; ++c) sum += sample.scale[c] * sums[c];
            std::fill_n(sums + first, sample.width, sum / sample.count());
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_group_normalization() { return std::make_unique<GroupNormalization>(); }

}  // namespace glassnet

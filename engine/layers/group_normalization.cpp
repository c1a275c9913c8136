// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/affine_settings.h"
#include "layers/layer_problems.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassnet {

namespace {

/// Brings groups of channels of each sample to mean 0 and variance 1, over all their pixels, then scales and shifts each channel (Wu and He
/// 2018).
class GroupNormalization final : public AffineLayer<GroupNormalization> {
public:
    int groups = 32;
    double epsilon = 1e-3;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("groups", &GroupNormalization::groups, between(-1, 65'536),
                           "Groups of channels that are normalized together; 1: all at once, −1: each channel alone."),
                   setting("epsilon", &GroupNormalization::epsilon, above(0), "Added to the variance so that nothing is divided by zero.")},
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
    std::vector<WeightSpec> weights(Shapes inputs) const override { return gamma_and_beta({channels(inputs[0])}); }
    Memory memory(Shapes inputs) const override { return {.per_sample = 2 * group_count(inputs[0])}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const T* const gamma = gamma_of(pass.weights);
        const T* const beta = beta_of(pass.weights);
        for_each_group(pass, [&](const Group& group, T* statistics) {
            T mean = 0, variance = 0;
            group.for_each([&](std::int64_t i, std::int64_t) { mean += pass.inputs[0][i]; });
            mean /= static_cast<T>(group.count());
            group.for_each([&](std::int64_t i, std::int64_t) { variance += (pass.inputs[0][i] - mean) * (pass.inputs[0][i] - mean); });
            const T inverse = 1 / std::sqrt(variance / static_cast<T>(group.count()) + static_cast<T>(epsilon));
            statistics[0] = mean;
            statistics[1] = inverse;
            group.for_each([&](std::int64_t i, std::int64_t c) {
                pass.output[i] = (pass.inputs[0][i] - mean) * inverse * (gamma ? gamma[c] : T{1}) + (beta ? beta[c] : T{0});
            });
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const T* const gamma = gamma_of(pass.weights);
        T* const gamma_gradient = gamma_of(pass.weight_gradients);
        T* const beta_gradient = beta_of(pass.weight_gradients);
        T* const to = pass.input_gradients[0];
        for_each_group(pass, [&](const Group& group, const T* statistics) {
            const T mean = statistics[0], inverse = statistics[1];
            T sum = 0, product = 0;
            group.for_each([&](std::int64_t i, std::int64_t c) {
                const T normal = (pass.inputs[0][i] - mean) * inverse, g = pass.output_gradient[i];
                if (gamma_gradient) gamma_gradient[c] += g * normal;
                if (beta_gradient) beta_gradient[c] += g;
                const T scaled = g * (gamma ? gamma[c] : T{1});
                sum += scaled;
                product += scaled * normal;
            });
            if (!to) return;
            group.for_each([&](std::int64_t i, std::int64_t c) {
                const T normal = (pass.inputs[0][i] - mean) * inverse;
                to[i] = inverse *
                        (pass.output_gradient[i] * (gamma ? gamma[c] : T{1}) - (sum + normal * product) / static_cast<T>(group.count()));
            });
        });
    }

private:
    static std::int64_t channels(const Shape& shape) { return shape[shape.rank() - 1]; }
    [[nodiscard]] std::int64_t group_count(const Shape& shape) const { return groups < 0 ? channels(shape) : groups; }

    /// Some channels of one sample.
    struct Group {
        std::int64_t start = 0, pixels = 0, channels = 0, first = 0, width = 0;
        [[nodiscard]] std::int64_t count() const { return pixels * width; }
        /// Calls action(place, channel) for every value.
        template <class Action>
        void for_each(const Action& action) const {
            for (std::int64_t pixel = 0; pixel < pixels; ++pixel)
                for (std::int64_t c = first; c < first + width; ++c) action(start + pixel * channels + c, c);
        }
    };

    template <class T, class Action>
    void for_each_group(const Pass<T>& pass, const Action& action) const {
        const std::int64_t all = channels(pass.output_shape), elements = pass.output_shape.elements(),
                           count = group_count(pass.output_shape);
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            for (std::int64_t group = 0; group < count; ++group) {
                const std::int64_t width = all / count;
                action(Group{sample * elements, elements / all, all, group * width, width}, pass.per_sample + 2 * (sample * count + group));
            }
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_group_normalization() { return std::make_unique<GroupNormalization>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/weight_settings.h"
#include "math/elementwise/arithmetic.h"
#include "math/rows/column_normalization.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Brings each channel (last axis) to mean 0 and variance 1 over the batch, then scales and shifts it (Ioffe
/// and Szegedy 2015). Outside training, and where it is frozen, it uses the moving mean and variance.
/// Statistics are gathered shard by shard and joined in the order of the shards (Chan et al. 1979).
class BatchNormalization final : public LearningLayer<BatchNormalization> {
public:
    double momentum = 0.99;
    double epsilon = 1e-3;
    bool center = true;
    bool scale = true;
    Chosen<Initializer> beta_initializer;
    Chosen<Initializer> gamma_initializer{"ones"};
    Chosen<Initializer> moving_mean_initializer;
    Chosen<Initializer> moving_variance_initializer{"ones"};
    Chosen<Regularizer> beta_regularizer;
    Chosen<Regularizer> gamma_regularizer;
    Chosen<Constraint> beta_constraint;
    Chosen<Constraint> gamma_constraint;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("momentum", &BatchNormalization::momentum, between(0, 1),
                    "How slowly the moving mean and variance follow: 0.99 keeps 99 % at each step."),
            setting("epsilon", &BatchNormalization::epsilon, above(0),
                    "Added to the variance so that nothing is divided by zero."),
            advanced(setting("center", &BatchNormalization::center,
                             "Whether a learned number (beta) is added to each channel.")),
            advanced(setting("scale", &BatchNormalization::scale,
                             "Whether each channel is multiplied by a learned number (gamma).")),
            advanced(setting("beta_initializer", &BatchNormalization::beta_initializer, "How beta begins.")),
            advanced(
                setting("gamma_initializer", &BatchNormalization::gamma_initializer, "How gamma begins.")),
            advanced(setting("moving_mean_initializer", &BatchNormalization::moving_mean_initializer,
                             "How the moving mean begins.")),
            advanced(setting("moving_variance_initializer", &BatchNormalization::moving_variance_initializer,
                             "How the moving variance begins.")),
            advanced(setting("beta_regularizer", &BatchNormalization::beta_regularizer,
                             "Penalty on beta, added to the loss.")),
            advanced(setting("gamma_regularizer", &BatchNormalization::gamma_regularizer,
                             "Penalty on gamma, added to the loss.")),
            advanced(setting("beta_constraint", &BatchNormalization::beta_constraint,
                             "What beta is held to after each step.")),
            advanced(setting("gamma_constraint", &BatchNormalization::gamma_constraint,
                             "What gamma is held to after each step."))},
        learning_settings());

    static Description describe() {
        return {.id = "BatchNormalization",
                .title = "BatchNormalization",
                .group = "Normalization",
                .summary = "Brings each channel to mean 0 and variance 1 over the batch.",
                .formula = "y = gamma · (x − mean) / √(variance + epsilon) + beta",
                .keras = "keras.layers.BatchNormalization",
                .pytorch = "torch.nn.BatchNorm2d",
                .onnx = "BatchNormalization",
                .icon = "normalization"};
    }

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    Traits traits() const override { return {.batch_statistics = true}; }
    std::int64_t multiply_adds(Shapes inputs) const override { return inputs[0].elements(); }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const Shape shape{channels(inputs)};
        std::vector<WeightSpec> specs;
        if (scale)
            specs.push_back({.name = "gamma",
                             .shape = shape,
                             .initializer = gamma_initializer,
                             .regularizer = gamma_regularizer,
                             .constraint = gamma_constraint});
        if (center)
            specs.push_back({.name = "beta",
                             .shape = shape,
                             .initializer = beta_initializer,
                             .regularizer = beta_regularizer,
                             .constraint = beta_constraint});
        specs.push_back({.name = "moving_mean",
                         .shape = shape,
                         .initializer = moving_mean_initializer,
                         .trainable = false});
        specs.push_back({.name = "moving_variance",
                         .shape = shape,
                         .initializer = moving_variance_initializer,
                         .trainable = false});
        return specs;
    }

    Memory memory(Shapes inputs) const override {
        return {.per_shard = 2 * channels(inputs), .per_batch = 6 * channels(inputs)};
    }

    std::optional<Tail> as_tail(Shapes inputs, bool answers) const override {
        if (!answers || relu_ || inputs[0].rank() != 3) return std::nullopt;
        return Tail{.work = Tail::Work::affine, .layer = clone()};
    }
    void affine(std::span<float* const> weights, std::int64_t count, float* scale_to,
                float* shift_to) const override {
        affine_from(weights, count, scale_to, shift_to);
    }
    void affine(std::span<double* const> weights, std::int64_t count, double* scale_to,
                double* shift_to) const override {
        affine_from(weights, count, scale_to, shift_to);
    }

    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes) const override {
        if (relu_ || tail.work != Tail::Work::relu) return nullptr;
        auto result = std::make_unique<BatchNormalization>(*this);
        result->relu_ = true;
        return result;
    }

    KernelNames kernel_names(Shapes, int) const override {
        return {"vectors of channels", "vectors of channels"};
    }

    std::vector<Phase> forward_phases(Shapes, int, bool training) const override {
        if (!training || !trainable) return {Phase{}};
        return {{Phase::Split::samples, 0}, {Phase::Split::blocks, 1}, {Phase::Split::samples, 0}};
    }
    std::vector<Phase> backward_phases(Shapes, int) const override {
        return {{Phase::Split::samples, 0}, {Phase::Split::blocks, 1}, {Phase::Split::samples, 0}};
    }

    /// With the statistics of the batch in per_batch, the last phase makes the output alone.
    std::optional<int> output_phase(Shapes inputs, int batch, bool training) const override {
        return static_cast<int>(forward_phases(inputs, batch, training).size()) - 1;
    }
    bool is_cheap_to_recompute() const override { return true; }
    BackwardNeeds backward_needs() const override { return {.inputs = true, .output = false}; }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        if (gathers(pass)) return;
        const Parts<T> parts(pass);
        for (std::int64_t c = 0; c < parts.channels; ++c) {
            parts.mean[c] = moving_mean(pass)[c];
            parts.inverse[c] = 1 / std::sqrt(moving_variance(pass)[c] + static_cast<T>(epsilon));
        }
        set_affine(pass, parts);
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Parts<T> parts(pass);
        if (!gathers(pass) || pass.phase == 2) {
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
    /// Whether this pass takes the statistics from its batch.
    template <class T>
    bool gathers(const Pass<T>& pass) const {
        return pass.training && trainable;
    }
    /// With the moving mean and variance.
    template <class T>
    void affine_from(std::span<T* const> weights, std::int64_t count, T* scale_to, T* shift_to) const {
        const T* const mean = weights[static_cast<std::size_t>(scale + center)];
        const T* const variance = weights[static_cast<std::size_t>(scale + center + 1)];
        for (std::int64_t c = 0; c < count; ++c) {
            scale_to[c] = (scale ? weights[0][c] : T{1}) / std::sqrt(variance[c] + static_cast<T>(epsilon));
            shift_to[c] = (center ? weights[scale ? 1 : 0][c] : T{0}) - mean[c] * scale_to[c];
        }
    }

    static std::int64_t channels(Shapes inputs) { return inputs[0][inputs[0].rank() - 1]; }
    template <class T>
    T* moving_mean(const Pass<T>& pass) const {
        return pass.weights[static_cast<std::size_t>(scale + center)];
    }
    template <class T>
    T* moving_variance(const Pass<T>& pass) const {
        return pass.weights[static_cast<std::size_t>(scale + center + 1)];
    }

    /// The layer's memory by names, and the rows (pixels) of this call.
    template <class T>
    struct Parts {
        std::int64_t channels, pixels, rows, offset;
        T *scale, *shift, *mean, *inverse, *gradient_sum, *product_sum;  // per_batch
        T *first, *second;                                               // this shard's

        explicit Parts(const Pass<T>& pass)
            : channels(BatchNormalization::channels(pass.input_shapes)),
              pixels(pass.input_shapes[0].elements() / channels),
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
            parts.inverse[c] = 1 / std::sqrt(variance + static_cast<T>(epsilon));
            T& moving = moving_mean(pass)[c];
            T& moving_square = moving_variance(pass)[c];
            moving += (mean - moving) * static_cast<T>(1 - momentum);
            moving_square += (variance - moving_square) * static_cast<T>(1 - momentum);
        }
        set_affine(pass, parts);
    }

    template <class T>
    void set_affine(const Pass<T>& pass, const Parts<T>& parts) const {
        for (std::int64_t c = 0; c < parts.channels; ++c) {
            parts.scale[c] = parts.inverse[c] * (scale ? pass.weights[0][c] : T{1});
            parts.shift[c] =
                (center ? pass.weights[scale ? 1 : 0][c] : T{0}) - parts.mean[c] * parts.scale[c];
        }
    }

    /// The sums over the batch are the gradients of beta and gamma; their means, scaled as the gradients are,
    /// are what is left in the layer's memory.
    template <class T>
    void join_gradients(const Pass<T>& pass, const Parts<T>& parts) const {
        std::fill_n(parts.gradient_sum, 2 * parts.channels, T{0});
        for (int shard = 0; shard < pass.shards; ++shard)
            accumulate(parts.gradient_sum, pass.per_shard + shard * 2 * parts.channels, 2 * parts.channels);
        if (trainable && scale) std::copy_n(parts.product_sum, parts.channels, pass.weight_gradients[0]);
        if (trainable && center)
            std::copy_n(parts.gradient_sum, parts.channels, pass.weight_gradients[scale ? 1 : 0]);
        // fixed statistics pull nothing along
        const T share = gathers(pass) ? 1 / static_cast<T>(pass.batch * parts.pixels) : T{0};
        for (std::int64_t c = 0; c < parts.channels; ++c) {
            parts.gradient_sum[c] *= share * parts.scale[c];
            parts.product_sum[c] *= share * parts.scale[c];
        }
    }

    bool relu_ = false;  // max(·, 0) at the end, instead of the layer behind
};

}  // namespace

std::unique_ptr<Layer> make_batch_normalization() { return std::make_unique<BatchNormalization>(); }

}  // namespace glassnet

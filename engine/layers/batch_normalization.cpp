// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/batch_normalization.h"
#include "layers/weight_settings.h"

namespace glassnet {

namespace {

/// Brings each channel (last axis) to mean 0 and variance 1 over the batch, then scales and shifts it (Ioffe
/// and Szegedy 2015). Outside training, and where it is frozen, it uses the moving mean and variance.
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

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return batch_normalization({.momentum = momentum,
                                    .fixed = {.epsilon = epsilon, .center = center, .scale = scale},
                                    .trainable = trainable},
                                   binding);
    }

private:
    static std::int64_t channels(Shapes inputs) { return inputs[0][inputs[0].rank() - 1]; }
};

}  // namespace

std::unique_ptr<Layer> make_batch_normalization() { return std::make_unique<BatchNormalization>(); }

}  // namespace glassnet

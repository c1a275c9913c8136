// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/weight_settings.h"

#include <algorithm>

namespace glassnet {

namespace {

/// A leaky ReLU that learns its slopes (He et al. 2015). One slope for each value of a sample, unless axes share theirs.
class PReLU final : public LearningLayer<PReLU> {
public:
    Chosen<Initializer> alpha_initializer;
    Chosen<Regularizer> alpha_regularizer;
    Chosen<Constraint> alpha_constraint;
    bool share_pixels = false;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("share_pixels", &PReLU::share_pixels, "Whether all pixels of a channel share a slope (Keras: shared_axes=[1, 2])."),
            advanced(setting("alpha_initializer", &PReLU::alpha_initializer, "How the slopes begin.")),
            advanced(setting("alpha_regularizer", &PReLU::alpha_regularizer, "Penalty on the slopes, added to the loss.")),
            advanced(setting("alpha_constraint", &PReLU::alpha_constraint, "What the slopes are held to after each step."))},
        learning_settings());

    static Description describe() {
        return {.id = "PReLU",
                .title = "PReLU",
                .group = "Activation",
                .summary = "Makes negative values smaller, by learned slopes.",
                .formula = "y = x if x > 0, else alpha · x",
                .keras = "keras.layers.PReLU",
                .pytorch = "torch.nn.PReLU",
                .onnx = "PRelu",
                .icon = "relu"};
    }

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        std::vector<std::int64_t> sides(inputs[0].sides().begin(), inputs[0].sides().end());
        if (share_pixels) std::fill(sides.begin(), sides.end() - 1, 1);
        return {{.name = "alpha",
                 .shape = Shape(sides),
                 .initializer = alpha_initializer,
                 .regularizer = alpha_regularizer,
                 .constraint = alpha_constraint}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements(), slopes = slope_count(pass.output_shape);
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i) {
            const T x = pass.inputs[0][i];
            pass.output[i] = x > 0 ? x : pass.weights[0][i % elements % slopes] * x;
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements(), slopes = slope_count(pass.output_shape);
        T* const to = pass.input_gradients[0];
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i) {
            const T x = pass.inputs[0][i], gradient = pass.output_gradient[i];
            const std::int64_t slope = i % elements % slopes;
            if (!(x > 0) && pass.weight_gradients[0]) pass.weight_gradients[0][slope] += gradient * x;
            if (to) to[i] = x > 0 ? gradient : gradient * pass.weights[0][slope];
        }
    }

private:
    [[nodiscard]] std::int64_t slope_count(const Shape& shape) const { return share_pixels ? shape[shape.rank() - 1] : shape.elements(); }
};

}  // namespace

std::unique_ptr<Layer> make_prelu() { return std::make_unique<PReLU>(); }

}  // namespace glassnet

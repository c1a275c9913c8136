// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/dense.h"
#include "layers/layer_problems.h"
#include "layers/weight_settings.h"

namespace glassnet {

namespace {

/// Every output sees every input: y = f(xW + b).
class Dense final : public KernelLayer<Dense> {
public:
    int units = 32;
    ActivationFunction activation = ActivationFunction::linear;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("units", &Dense::units, between(1, 1'000'000), "Number of outputs."),
                   setting("activation", &Dense::activation, "Function applied to each output.")},
        kernel_settings());

    static Description describe() {
        return {.id = "Dense",
                .title = "Dense",
                .group = "Dense",
                .summary = "Every output sees every input.",
                .formula = "y = f(x·W + b)",
                .keras = "keras.layers.Dense",
                .pytorch = "torch.nn.Linear",
                .onnx = "Gemm",
                .icon = "dense"};
    }

    Traits traits() const override { return {.matrix_product = true}; }
    std::optional<ActivationFunction> activation_function() const override { return activation; }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 1) throw needs_flat_input("Dense", inputs[0]);
        return {units};
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t features = inputs[0].elements();
        return kernel_and_bias({features, units}, {units}, features, units);
    }

    std::int64_t multiply_adds(Shapes inputs) const override { return inputs[0].elements() * units; }

    std::vector<Term> terms(Shapes inputs, std::int64_t output) const override {
        std::vector<Term> terms;
        for (std::int64_t feature = 0; feature < inputs[0].elements(); ++feature)
            terms.push_back({feature, feature * units + output});
        return terms;
    }

    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return dense({.units = units, .activation = activation, .use_bias = use_bias, .trainable = trainable},
                     binding);
    }
};

}  // namespace

std::unique_ptr<Layer> make_dense() { return std::make_unique<Dense>(); }

}  // namespace glassnet

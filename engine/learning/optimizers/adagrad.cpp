// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizer.h"

#include <cmath>

namespace glassnet {

namespace {

/// Divides the gradient by the root of the sum of all its squares (Duchi et al. 2011), in Keras' form.
class Adagrad final : public OptimizerOf<Adagrad> {
public:
    double initial_accumulator_value = 0.1;
    double epsilon = 1e-7;

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{
            advanced(setting("initial_accumulator_value", &Adagrad::initial_accumulator_value, at_least(0),
                             "Where the sums of squares begin.")),
            advanced(setting("epsilon", &Adagrad::epsilon, above(0), "Keeps the division from zero."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {.id = "Adagrad",
                .title = "Adagrad",
                .group = "Optimizer",
                .summary = "Steps of each weight shrink with all gradients it has seen.",
                .formula = "s ← s + g², w ← w − rate · g / √(s + ε)",
                .keras = "keras.optimizers.Adagrad",
                .pytorch = "torch.optim.Adagrad",
                .onnx = "",
                .icon = ""};
    }

    UsualRates usual_rates() const override { return {1e-5, 1, 0.01}; }
    std::vector<std::string_view> variables() const override { return {"accumulator"}; }
    double initial_value() const override { return initial_accumulator_value; }

    template <class T>
    void run(const Update<T>& update) const {
        const auto rate = static_cast<T>(update.rate);
        for (std::int64_t i = 0; i < update.count; ++i) {
            const T g = update.gradients[i];
            T& sum = update.variables[0][i];
            sum += g * g;
            update.weights[i] -= rate * g / std::sqrt(sum + static_cast<T>(epsilon));
        }
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_adagrad() { return std::make_unique<Adagrad>(); }

}  // namespace glassnet

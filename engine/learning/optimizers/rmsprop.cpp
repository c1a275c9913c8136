// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizer.h"

#include <cmath>

namespace glassnet {

namespace {

/// Divides the gradient by the root of the running mean of its square (Tieleman and Hinton 2012), in Keras'
/// form.
class RmsProp final : public OptimizerOf<RmsProp> {
public:
    double rho = 0.9;
    double momentum = 0;
    double epsilon = 1e-7;
    bool centered = false;

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{
            setting("rho", &RmsProp::rho, from_below(0, 1),
                    "How slowly the mean of the squared gradients follows."),
            setting("momentum", &RmsProp::momentum, from_below(0, 1), "Share of the last step that is kept."),
            advanced(setting("epsilon", &RmsProp::epsilon, above(0), "Keeps the division from zero.")),
            advanced(setting("centered", &RmsProp::centered,
                             "Whether the mean of the gradients is taken off their mean square."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {.id = "RMSprop",
                .title = "RMSprop",
                .group = "Optimizer",
                .summary = "The gradient, divided by its usual size for each weight.",
                .formula = "v ← ρv + (1 − ρ)g², w ← w − rate · g / √(v + ε)",
                .keras = "keras.optimizers.RMSprop",
                .pytorch = "torch.optim.RMSprop",
                .onnx = "",
                .icon = ""};
    }

    UsualRates usual_rates() const override { return {1e-7, 0.01, 0.001}; }
    std::vector<std::string_view> variables() const override {
        std::vector<std::string_view> names{"velocity"};
        if (momentum > 0) names.emplace_back("momentum");
        if (centered) names.emplace_back("average_gradient");
        return names;
    }

    template <class T>
    void run(const Update<T>& update) const {
        const auto keep = static_cast<T>(rho);
        const auto rate = static_cast<T>(update.rate);
        for (std::int64_t i = 0; i < update.count; ++i) {
            const T g = update.gradients[i];
            T& v = update.variables[0][i];
            v = keep * v + (1 - keep) * g * g;
            T spread = v;
            if (centered) {
                T& mean = update.variables.back()[i];
                mean = keep * mean + (1 - keep) * g;
                spread -= mean * mean;
            }
            T move = rate * g / std::sqrt(spread + static_cast<T>(epsilon));
            if (momentum > 0) {
                T& last = update.variables[1][i];
                move = last = static_cast<T>(momentum) * last + move;
            }
            update.weights[i] -= move;
        }
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_rmsprop() { return std::make_unique<RmsProp>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizer.h"

#include <cmath>

namespace glassnet {

namespace {

/// Steps in the units of the weights: the usual size of the last steps over that of the gradients (Zeiler
/// 2012), in Keras' form.
class Adadelta final : public OptimizerOf<Adadelta> {
public:
    double rho = 0.95;
    double epsilon = 1e-7;

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{
            setting("rho", &Adadelta::rho, from_below(0, 1), "How slowly the means of squares follow."),
            advanced(setting("epsilon", &Adadelta::epsilon, above(0), "Keeps the division from zero."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {.id = "Adadelta",
                .title = "Adadelta",
                .group = "Optimizer",
                .summary = "Each weight's rate follows from its own steps and gradients.",
                .formula =
                    "s ← ρs + (1 − ρ)g², Δ = −√(d + ε) / √(s + ε) · g, d ← ρd + (1 − ρ)Δ², w ← w + rate · Δ",
                .keras = "keras.optimizers.Adadelta",
                .pytorch = "torch.optim.Adadelta",
                .onnx = "",
                .icon = ""};
    }

    UsualRates usual_rates() const override { return {1e-4, 10, 1}; }
    std::vector<std::string_view> variables() const override {
        return {"accumulated_grad", "accumulated_delta_var"};
    }

    template <class T>
    void run(const Update<T>& update) const {
        const auto keep = static_cast<T>(rho);
        const auto rate = static_cast<T>(update.rate);
        const auto small = static_cast<T>(epsilon);
        for (std::int64_t i = 0; i < update.count; ++i) {
            const T g = update.gradients[i];
            T& squares = update.variables[0][i];
            T& moves = update.variables[1][i];
            squares = keep * squares + (1 - keep) * g * g;
            const T move = -std::sqrt(moves + small) * g / std::sqrt(squares + small);
            moves = keep * moves + (1 - keep) * move * move;
            update.weights[i] += rate * move;
        }
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_adadelta() { return std::make_unique<Adadelta>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizer.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Adam with the largest recent gradient instead of the mean square (Kingma and Ba 2014, section 7.1).
class Adamax final : public OptimizerOf<Adamax> {
public:
    double beta_1 = 0.9;
    double beta_2 = 0.999;
    double epsilon = 1e-7;

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{advanced(setting("beta_1", &Adamax::beta_1, from_below(0, 1),
                                    "How slowly the mean of the gradients follows.")),
                   advanced(setting("beta_2", &Adamax::beta_2, from_below(0, 1),
                                    "How slowly the largest gradient is forgotten.")),
                   advanced(setting("epsilon", &Adamax::epsilon, above(0), "Keeps the division from zero."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {.id = "Adamax",
                .title = "Adamax",
                .group = "Optimizer",
                .summary = "Adam with the largest recent gradient instead of the mean square.",
                .formula = "m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g|), w ← w − rate / (1 − β₁ᵗ) · m / (u + ε)",
                .keras = "keras.optimizers.Adamax",
                .pytorch = "torch.optim.Adamax",
                .onnx = "",
                .icon = ""};
    }

    UsualRates usual_rates() const override { return {1e-7, 0.02, 0.001}; }
    std::vector<std::string_view> variables() const override { return {"momentum", "norm"}; }

    template <class T>
    void run(const Update<T>& update) const {
        const auto rate =
            static_cast<T>(update.rate / (1 - std::pow(beta_1, static_cast<double>(update.step))));
        const auto keep_1 = static_cast<T>(1 - beta_1);
        const auto keep_2 = static_cast<T>(beta_2);
        for (std::int64_t i = 0; i < update.count; ++i) {
            const T g = update.gradients[i];
            T& m = update.variables[0][i];
            T& norm = update.variables[1][i];
            m += (g - m) * keep_1;
            norm = std::max(keep_2 * norm, std::abs(g));
            update.weights[i] -= rate * m / (norm + static_cast<T>(epsilon));
        }
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_adamax() { return std::make_unique<Adamax>(); }

}  // namespace glassnet

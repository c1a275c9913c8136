// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizer.h"

namespace glassnet {

namespace {

/// Steps of one size, along the sign of a mean of gradients (Chen et al. 2023).
class Lion final : public OptimizerOf<Lion> {
public:
    double beta_1 = 0.9;
    double beta_2 = 0.99;

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{advanced(setting("beta_1", &Lion::beta_1,
                                    Range{.minimum = 0, .maximum = 1, .minimum_excluded = true},
                                    "Share of the mean in the sign; the rest is this gradient.")),
                   advanced(setting("beta_2", &Lion::beta_2, from_below(0, 1),
                                    "How slowly the mean of the gradients follows."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {.id = "Lion",
                .title = "Lion",
                .group = "Optimizer",
                .summary = "Steps of one size, along the sign of the mean gradient.",
                .formula = "w ← w − rate · sign(β₁m + (1 − β₁)g), m ← β₂m + (1 − β₂)g",
                .keras = "keras.optimizers.Lion",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    UsualRates usual_rates() const override { return {1e-7, 0.003, 0.0001}; }
    std::vector<std::string_view> variables() const override { return {"momentum"}; }

    template <class T>
    void run(const Update<T>& update) const {
        const auto rate = static_cast<T>(update.rate);
        const auto keep_1 = static_cast<T>(beta_1);
        const auto keep_2 = static_cast<T>(beta_2);
        for (std::int64_t i = 0; i < update.count; ++i) {
            const T g = update.gradients[i];
            T& m = update.variables[0][i];
            const T direction = keep_1 * m + (1 - keep_1) * g;
            update.weights[i] -= rate * static_cast<T>((direction > 0) - (direction < 0));
            m = keep_2 * m + (1 - keep_2) * g;
        }
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_lion() { return std::make_unique<Lion>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizer.h"

#include <cmath>

namespace glassnet {

namespace {

/// Adam with Nesterov's look-ahead (Dozat 2016), in Keras' form.
class Nadam final : public OptimizerOf<Nadam> {
public:
    double beta_1 = 0.9;
    double beta_2 = 0.999;
    double epsilon = 1e-7;

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{advanced(setting("beta_1", &Nadam::beta_1, from_below(0, 1),
                                    "How slowly the mean of the gradients follows.")),
                   advanced(setting("beta_2", &Nadam::beta_2, from_below(0, 1),
                                    "How slowly the mean of the squared gradients follows.")),
                   advanced(setting("epsilon", &Nadam::epsilon, above(0), "Keeps the division from zero."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {
            .id = "Nadam",
            .title = "Nadam",
            .group = "Optimizer",
            .summary = "Adam with Nesterov's look ahead.",
            .formula =
                "as Adam, with m̂ = u' · m / (1 − Πu · u') + (1 − u) · g / (1 − Πu), u = β₁(1 − 0.96ᵗ / 2)",
            .keras = "keras.optimizers.Nadam",
            .pytorch = "torch.optim.NAdam",
            .onnx = "",
            .icon = ""};
    }

    UsualRates usual_rates() const override { return {1e-7, 0.01, 0.001}; }
    std::vector<std::string_view> variables() const override { return {"momentum", "velocity"}; }

    template <class T>
    void run(const Update<T>& update) const {
        const double now = share(update.step);
        const double next = share(update.step + 1);
        const double product = product_of_shares(update.step);
        const auto mean_part = static_cast<T>(update.rate * next / (1 - product * next));
        const auto gradient_part = static_cast<T>(update.rate * (1 - now) / (1 - product));
        const auto unbias = static_cast<T>(1 / (1 - std::pow(beta_2, static_cast<double>(update.step))));
        const auto keep_1 = static_cast<T>(1 - beta_1);
        const auto keep_2 = static_cast<T>(1 - beta_2);
        for (std::int64_t i = 0; i < update.count; ++i) {
            const T g = update.gradients[i];
            T& m = update.variables[0][i];
            T& v = update.variables[1][i];
            m += (g - m) * keep_1;
            v += (g * g - v) * keep_2;
            update.weights[i] -=
                (mean_part * m + gradient_part * g) / (std::sqrt(v * unbias) + static_cast<T>(epsilon));
        }
    }

private:
    [[nodiscard]] double share(std::int64_t step) const {
        return beta_1 * (1 - 0.5 * std::pow(0.96, static_cast<double>(step)));
    }

    /// Computes the product of the shares of all steps up to this one, without memory: it is soon too small
    /// to count beside 1.
    [[nodiscard]] double product_of_shares(std::int64_t step) const {
        double product = 1, decay = 1;
        for (std::int64_t i = 1; i <= step && product > 1e-17; ++i) {
            decay *= 0.96;
            product *= beta_1 * (1 - 0.5 * decay);
        }
        return product;
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_nadam() { return std::make_unique<Nadam>(); }

}  // namespace glassnet

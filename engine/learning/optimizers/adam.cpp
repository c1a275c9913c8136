// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizers/adam_step.h"

namespace glassnet {

namespace {

/// Each weight has its own rate, from running means of its gradient and the gradient's square (Kingma and Ba
/// 2014), in Keras' form.
class Adam final : public OptimizerOf<Adam> {
public:
    double beta_1 = 0.9;
    double beta_2 = 0.999;
    double epsilon = 1e-7;
    bool amsgrad = false;

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{advanced(setting("beta_1", &Adam::beta_1, from_below(0, 1),
                                    "How slowly the mean of the gradients follows.")),
                   advanced(setting("beta_2", &Adam::beta_2, from_below(0, 1),
                                    "How slowly the mean of the squared gradients follows.")),
                   advanced(setting("epsilon", &Adam::epsilon, above(0), "Keeps the division from zero.")),
                   advanced(setting(
                       "amsgrad", &Adam::amsgrad,
                       "Whether the largest mean of squared gradients so far counts (Reddi et al. 2018)."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {.id = "Adam",
                .title = "Adam",
                .group = "Optimizer",
                .summary = "Each weight has its own rate, from running means of its gradients.",
                .formula =
                    "m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − rate · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / "
                    "(√v + ε)",
                .keras = "keras.optimizers.Adam",
                .pytorch = "torch.optim.Adam",
                .onnx = "",
                .icon = ""};
    }

    /// Returns the bounds of UMLAUT (Schoop et al., CHI 2021).
    UsualRates usual_rates() const override { return {1e-7, 0.01, 0.001}; }
    std::vector<std::string_view> variables() const override {
        if (amsgrad) return {"momentum", "velocity", "velocity_hat"};
        return {"momentum", "velocity"};
    }

    template <class T>
    void run(const Update<T>& update) const {
        move_by_adam(update, beta_1, beta_2, epsilon, amsgrad);
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_adam() { return std::make_unique<Adam>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizers/adam_step.h"

namespace glassnet {

namespace {

/// Adam whose weight decay does not pass through the running means (Loshchilov and Hutter 2017).
class AdamW final : public OptimizerOf<AdamW> {
public:
    double beta_1 = 0.9;
    double beta_2 = 0.999;
    double epsilon = 1e-7;
    bool amsgrad = false;

    AdamW() { weight_decay = 0.004; }

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{advanced(setting("beta_1", &AdamW::beta_1, from_below(0, 1),
                                    "How slowly the mean of the gradients follows.")),
                   advanced(setting("beta_2", &AdamW::beta_2, from_below(0, 1),
                                    "How slowly the mean of the squared gradients follows.")),
                   advanced(setting("epsilon", &AdamW::epsilon, above(0), "Keeps the division from zero.")),
                   advanced(setting(
                       "amsgrad", &AdamW::amsgrad,
                       "Whether the largest mean of squared gradients so far counts (Reddi et al. 2018)."))},
        std::tuple{weight_decay_setting()}, common_settings());

    static Description describe() {
        return {.id = "AdamW",
                .title = "AdamW",
                .group = "Optimizer",
                .summary = "Adam with weight decay beside the gradient.",
                .formula =
                    "m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − rate · decay · w − rate · √(1 − β₂ᵗ) "
                    "/ (1 − β₁ᵗ) · m / (√v + ε)",
                .keras = "keras.optimizers.AdamW",
                .pytorch = "torch.optim.AdamW",
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

std::unique_ptr<Optimizer> make_adamw() { return std::make_unique<AdamW>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/optimizer.h"
#include "math/training/optimizers.h"

namespace glassnet {

namespace {

/// Descends along the gradient, optionally with momentum.
class Sgd final : public OptimizerOf<Sgd> {
public:
    double momentum = 0;
    bool nesterov = false;

    Sgd() { learning_rate = 0.01; }

    static constexpr auto settings = std::tuple_cat(
        rate_settings(),
        std::tuple{
            setting("momentum", &Sgd::momentum, from_below(0, 1), "Share of the last step that is kept."),
            advanced(setting("nesterov", &Sgd::nesterov,
                             "Whether the gradient counts as if taken one step ahead."))},
        std::tuple{advanced(weight_decay_setting())}, common_settings());

    static Description describe() {
        return {.id = "SGD",
                .title = "SGD",
                .group = "Optimizer",
                .summary = "Down along the gradient, with momentum if wanted.",
                .formula = "v ← momentum · v − rate · g, w ← w + v",
                .keras = "keras.optimizers.SGD",
                .pytorch = "torch.optim.SGD",
                .onnx = "",
                .icon = ""};
    }

    UsualRates usual_rates() const override { return {1e-6, 1, 0.01}; }
    std::vector<std::string_view> variables() const override { return {"momentum"}; }

    template <class T>
    void run(const Update<T>& update) const {
        glassnet::momentum(update.weights, update.gradients, update.variables[0], update.count,
                           MomentumStep<T>{static_cast<T>(update.rate), static_cast<T>(momentum), nesterov});
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_sgd() { return std::make_unique<Sgd>(); }

}  // namespace glassnet

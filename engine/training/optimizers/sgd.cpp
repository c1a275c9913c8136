// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/elementwise.h"
#include "training/optimizer.h"

namespace glassnet {

namespace {

/// Down along the gradient, with momentum if wanted.
class Sgd final : public OptimizerOf<Sgd> {
public:
    double learning_rate = 0.01;
    double momentum = 0;
    bool nesterov = false;

    static constexpr auto settings =
        std::tuple{setting("learning_rate", &Sgd::learning_rate, above(0), "How far one step goes."),
                   setting("momentum", &Sgd::momentum, from_below(0, 1), "Share of the last step that is kept."),
                   advanced(setting("nesterov", &Sgd::nesterov, "Whether the gradient counts as if taken one step ahead."))};

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
                           MomentumStep<T>{static_cast<T>(learning_rate), static_cast<T>(momentum), nesterov});
    }
};

}  // namespace

std::unique_ptr<Optimizer> make_sgd() { return std::make_unique<Sgd>(); }

}  // namespace glassnet

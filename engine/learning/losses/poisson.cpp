// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// For counts: −ln of the Poisson probability of the target where the output is the rate, without what does
/// not depend on the output. Source: Keras.
class Poisson final : public ElementwiseLoss<Poisson> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "poisson",
                .title = "Poisson",
                .group = "Regression",
                .summary = "For counts; outputs are rates and must be positive.",
                .formula = "L = mean of y − t · ln(y + 10⁻⁷)",
                .keras = "keras.losses.Poisson",
                .pytorch = "torch.nn.PoissonNLLLoss",
                .onnx = "",
                .icon = ""};
    }

    TargetRange target_range() const override { return TargetRange::not_negative; }

    static LossTerm term(double y, double t) {
        const double rate = y + 1e-7;
        return {y - t * std::log(rate), 1 - t / rate};
    }
};

}  // namespace

std::unique_ptr<Loss> make_poisson() { return std::make_unique<Poisson>(); }

}  // namespace glassnet

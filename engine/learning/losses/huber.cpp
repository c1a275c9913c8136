// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// Squared near the target, linear beyond `delta`, so that outliers do not dominate (Huber, 1964).
class Huber final : public ElementwiseLoss<Huber> {
public:
    double delta = 1;

    static constexpr auto settings =
        std::tuple{setting("delta", &Huber::delta, above(0), "Where the square becomes a straight line.")};

    static Description describe() {
        return {.id = "huber",
                .title = "Huber",
                .group = "Regression",
                .summary = "Squared near the target, straight beyond delta: outliers do not rule.",
                .formula = "L = mean of ½(y − t)² where |y − t| ≤ δ, else δ|y − t| − ½δ²",
                .keras = "keras.losses.Huber",
                .pytorch = "torch.nn.HuberLoss",
                .onnx = "",
                .icon = ""};
    }

    [[nodiscard]] LossTerm term(double y, double t) const {
        const double error = y - t;
        if (std::abs(error) > delta)
            return {delta * std::abs(error) - delta * delta / 2, std::copysign(delta, error)};
        return {error * error / 2, error};
    }
};

}  // namespace

std::unique_ptr<Loss> make_huber() { return std::make_unique<Huber>(); }

}  // namespace glassnet

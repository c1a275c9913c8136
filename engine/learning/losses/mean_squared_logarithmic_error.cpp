// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// Compares orders of magnitude: the mean of the squared differences of ln(1 + value); values below 1e-7
/// count as 1e-7. Source: Keras.
class MeanSquaredLogarithmicError final : public ElementwiseLoss<MeanSquaredLogarithmicError> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "mean_squared_logarithmic_error",
                .title = "Mean squared logarithmic error",
                .group = "Regression",
                .summary = "Compares orders of magnitude; for outputs and targets that are not negative.",
                .formula = "L = mean of (ln(1 + y) − ln(1 + t))²",
                .keras = "keras.losses.MeanSquaredLogarithmicError",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    TargetRange target_range() const override { return TargetRange::not_negative; }

    static LossTerm term(double y, double t) {
        constexpr double least = 1e-7;
        const double difference = std::log1p(y < least ? least : y) - std::log1p(t < least ? least : t);
        return {difference * difference, y < least ? 0 : 2 * difference / (1 + y)};
    }
};

}  // namespace

std::unique_ptr<Loss> make_mean_squared_logarithmic_error() {
    return std::make_unique<MeanSquaredLogarithmicError>();
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// The mean of the differences in per cent of the targets, which count as at least 1e-7. Source: Keras.
class MeanAbsolutePercentageError final : public ElementwiseLoss<MeanAbsolutePercentageError> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "mean_absolute_percentage_error",
                .title = "Mean absolute percentage error",
                .group = "Regression",
                .summary = "The mean of the differences in per cent of the targets.",
                .formula = "L = 100 · mean of |y − t| / max(|t|, 10⁻⁷)",
                .keras = "keras.losses.MeanAbsolutePercentageError",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    static LossTerm term(double y, double t) {
        const double error = y - t;
        const double unit = 100 / (std::abs(t) < 1e-7 ? 1e-7 : std::abs(t));
        return {std::abs(error) * unit, error > 0 ? unit : error < 0 ? -unit : error};
    }
};

}  // namespace

std::unique_ptr<Loss> make_mean_absolute_percentage_error() {
    return std::make_unique<MeanAbsolutePercentageError>();
}

}  // namespace glassnet

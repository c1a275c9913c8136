// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// The mean of the absolute differences: outliers count only in proportion to their distance. Source: Keras.
class MeanAbsoluteError final : public ElementwiseLoss<MeanAbsoluteError> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "mean_absolute_error",
                .title = "Mean absolute error",
                .group = "Regression",
                .summary = "The mean of the absolute differences; outliers weigh less than squared.",
                .formula = "L = mean of |y − t|",
                .keras = "keras.losses.MeanAbsoluteError",
                .pytorch = "torch.nn.L1Loss",
                .onnx = "",
                .icon = ""};
    }

    static LossTerm term(double y, double t) {
        const double error = y - t;
        return {std::abs(error), error > 0 ? 1.0 : error < 0 ? -1.0 : error};  // NaN stays NaN
    }
};

}  // namespace

std::unique_ptr<Loss> make_mean_absolute_error() { return std::make_unique<MeanAbsoluteError>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/losses/elementwise_loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// ln cosh of the difference: like half the square near the target, like the absolute difference far away.
/// Source: Keras.
class LogCosh final : public ElementwiseLoss<LogCosh> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "log_cosh",
                .title = "Log-cosh",
                .group = "Regression",
                .summary = "Like the square near the target, like the absolute difference far away.",
                .formula = "L = mean of ln cosh(y − t)",
                .keras = "keras.losses.LogCosh",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    static LossTerm term(double y, double t) {
        const double error = y - t, size = std::abs(error);
        if (size < 1) {  // ln cosh x = ln(1 + 2 sinh²(x/2)) loses nothing where x is small
            const double half = std::sinh(size / 2);
            return {std::log1p(2 * half * half), std::tanh(error)};
        }
        return {size + std::log1p(std::exp(-2 * size)) - std::log(2.0), std::tanh(error)};
    }
};

}  // namespace

std::unique_ptr<Loss> make_log_cosh() { return std::make_unique<LogCosh>(); }

}  // namespace glassnet

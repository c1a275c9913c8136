// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/loss.h"
#include "math/training/losses.h"

namespace glassnet {

namespace {

/// The mean of the squared differences between outputs and targets.
class MeanSquaredError final : public LossOf<MeanSquaredError> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "mean_squared_error",
                .title = "Mean squared error",
                .group = "Regression",
                .summary = "The mean of the squared differences; targets are values.",
                .formula = "L = mean of (y − t)²",
                .keras = "keras.losses.MeanSquaredError",
                .pytorch = "torch.nn.MSELoss",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }
    bool takes_any_shape() const override { return true; }

    template <class T>
    T run(const LossSample<T>& sample, bool) const {
        if (!sample.target) return 0;
        const T count = static_cast<T>(sample.outputs);
        const double sum = squared_error(sample.output, sample.target, sample.outputs,
                                         2 / count * sample.scale, sample.gradient);
        return static_cast<T>(sum / static_cast<double>(sample.outputs));
    }
};

}  // namespace

std::unique_ptr<Loss> make_mean_squared_error() { return std::make_unique<MeanSquaredError>(); }

}  // namespace glassnet

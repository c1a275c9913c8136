// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/loss.h"

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
        T sum = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const T difference = sample.output[i] - sample.target[i];
            sum += difference * difference;
            if (sample.gradient) sample.gradient[i] = 2 * difference / count * sample.scale;
        }
        return sum / count;
    }
};

}  // namespace

std::unique_ptr<Loss> make_mean_squared_error() { return std::make_unique<MeanSquaredError>(); }

}  // namespace glassnet

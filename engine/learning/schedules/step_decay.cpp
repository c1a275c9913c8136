// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Falls by a factor every few epochs (PyTorch's StepLR).
class StepDecay final : public ScheduleOf<StepDecay> {
public:
    int step_size = 10;
    double gamma = 0.1;

    static constexpr auto settings =
        std::tuple{setting("step_size", &StepDecay::step_size, at_least(1), "Epochs between two falls."),
                   setting("gamma", &StepDecay::gamma, above(0), "Factor of each fall.")};

    static Description describe() {
        return {.id = "StepDecay",
                .title = "Step",
                .group = "Schedule",
                .summary = "The rate falls by a factor every few epochs.",
                .formula = "rate · gamma^⌊epoch / step_size⌋",
                .keras = "",
                .pytorch = "torch.optim.lr_scheduler.StepLR",
                .onnx = "",
                .icon = ""};
    }

    double rate(double learning_rate, const ScheduleState& state) const override {
        const std::size_t falls = state.epochs.size() / static_cast<std::size_t>(step_size);
        return learning_rate * std::pow(gamma, static_cast<double>(falls));
    }
};

}  // namespace

std::unique_ptr<Schedule> make_step_decay() { return std::make_unique<StepDecay>(); }

}  // namespace glassnet

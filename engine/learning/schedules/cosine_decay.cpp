// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Falls along half a cosine, after an optional rise to the learning rate.
class CosineDecay final : public ScheduleOf<CosineDecay> {
public:
    int decay_steps = 0;
    double alpha = 0;
    int warmup_steps = 0;

    static constexpr auto settings = std::tuple{
        setting("warmup_steps", &CosineDecay::warmup_steps, at_least(0),
                "Steps in which the rate rises from 0 before it falls."),
        setting("decay_steps", &CosineDecay::decay_steps, at_least(0),
                "Steps of the fall; 0: to the end of the run."),
        setting("alpha", &CosineDecay::alpha, between(0, 1), "Share of the rate that is left at the end.")};

    static Description describe() {
        return {.id = "CosineDecay",
                .title = "Cosine",
                .group = "Schedule",
                .summary = "The rate falls along half a cosine, after a warm-up if wanted.",
                .formula = "rate · ((1 − alpha) · (1 + cos(π · step / decay_steps)) / 2 + alpha)",
                .keras = "keras.optimizers.schedules.CosineDecay",
                .pytorch = "torch.optim.lr_scheduler.CosineAnnealingLR",
                .onnx = "",
                .icon = ""};
    }

    double rate(double learning_rate, const ScheduleState& state) const override {
        if (state.step < warmup_steps) return learning_rate * static_cast<double>(state.step) / warmup_steps;
        const double fall = (1 + std::cos(std::numbers::pi * progress(state, decay_steps, warmup_steps))) / 2;
        return learning_rate * ((1 - alpha) * fall + alpha);
    }
};

}  // namespace

std::unique_ptr<Schedule> make_cosine_decay() { return std::make_unique<CosineDecay>(); }

}  // namespace glassnet

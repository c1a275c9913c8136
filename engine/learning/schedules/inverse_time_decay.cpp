// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Falls fast at first, then ever more slowly.
class InverseTimeDecay final : public ScheduleOf<InverseTimeDecay> {
public:
    int decay_steps = 1000;
    double decay_rate = 0.5;
    bool staircase = false;

    static constexpr auto settings = std::tuple{
        setting("decay_steps", &InverseTimeDecay::decay_steps, at_least(1), "Steps of one period."),
        setting("decay_rate", &InverseTimeDecay::decay_rate, above(0),
                "How much the rate falls over one period."),
        advanced(
            setting("staircase", &InverseTimeDecay::staircase, "Falls only at the end of each period."))};

    static Description describe() {
        return {.id = "InverseTimeDecay",
                .title = "Inverse time",
                .group = "Schedule",
                .summary = "The rate falls fast at first, then ever more slowly.",
                .formula = "rate / (1 + decay_rate · step / decay_steps)",
                .keras = "keras.optimizers.schedules.InverseTimeDecay",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    double rate(double learning_rate, const ScheduleState& state) const override {
        const double exact = static_cast<double>(state.step) / decay_steps;
        const double stretches = staircase ? std::floor(exact) : exact;
        return learning_rate / (1 + decay_rate * stretches);
    }
};

}  // namespace

std::unique_ptr<Schedule> make_inverse_time_decay() { return std::make_unique<InverseTimeDecay>(); }

}  // namespace glassnet

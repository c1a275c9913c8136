// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Falls by the same factor over every range of steps.
class ExponentialDecay final : public ScheduleOf<ExponentialDecay> {
public:
    int decay_steps = 1000;
    double decay_rate = 0.96;
    bool staircase = false;

    static constexpr auto settings = std::tuple{
        setting("decay_steps", &ExponentialDecay::decay_steps, at_least(1), "Steps of one period."),
        setting("decay_rate", &ExponentialDecay::decay_rate, above(0),
                "How much the rate falls over one period."),
        advanced(
            setting("staircase", &ExponentialDecay::staircase, "Falls only at the end of each period."))};

    static Description describe() {
        return {.id = "ExponentialDecay",
                .title = "Exponential",
                .group = "Schedule",
                .summary = "The rate falls by the same factor over every period of steps.",
                .formula = "rate · decay_rate^(step / decay_steps)",
                .keras = "keras.optimizers.schedules.ExponentialDecay",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    double rate(double learning_rate, const ScheduleState& state) const override {
        const double exact = static_cast<double>(state.step) / decay_steps;
        const double stretches = staircase ? std::floor(exact) : exact;
        return learning_rate * std::pow(decay_rate, stretches);
    }
};

}  // namespace

std::unique_ptr<Schedule> make_exponential_decay() { return std::make_unique<ExponentialDecay>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Falls along a power of the time that is left; power 1 is a straight line.
class PolynomialDecay final : public ScheduleOf<PolynomialDecay> {
public:
    int decay_steps = 0;
    double end_learning_rate = 0.0001;
    double power = 1;
    bool cycle = false;

    static constexpr auto settings = std::tuple{
        setting("decay_steps", &PolynomialDecay::decay_steps, at_least(0),
                "Steps until the end rate; 0: the whole run."),
        setting("end_learning_rate", &PolynomialDecay::end_learning_rate, at_least(0),
                "The rate at the end."),
        setting("power", &PolynomialDecay::power, above(0), "1 falls in a straight line, 2 fast at first."),
        advanced(setting("cycle", &PolynomialDecay::cycle,
                         "Begins again, over a longer period, each time the end is reached."))};

    static Description describe() {
        return {.id = "PolynomialDecay",
                .title = "Polynomial",
                .group = "Schedule",
                .summary = "The rate falls along a power of the time that is left.",
                .formula = "(rate − end) · (1 − step / decay_steps)^power + end",
                .keras = "keras.optimizers.schedules.PolynomialDecay",
                .pytorch = "torch.optim.lr_scheduler.PolynomialLR",
                .onnx = "",
                .icon = ""};
    }

    double rate(double learning_rate, const ScheduleState& state) const override {
        const auto length =
            static_cast<double>(std::max<std::int64_t>(1, decay_steps > 0 ? decay_steps : state.steps));
        const auto step = static_cast<double>(state.step);
        const double share = cycle ? step / (length * std::max(1.0, std::ceil(step / length)))
                                   : std::min(step, length) / length;
        return (learning_rate - end_learning_rate) * std::pow(1 - share, power) + end_learning_rate;
    }
};

}  // namespace

std::unique_ptr<Schedule> make_polynomial_decay() { return std::make_unique<PolynomialDecay>(); }

}  // namespace glassnet

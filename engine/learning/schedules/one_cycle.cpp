// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Rises to the learning rate and falls far below where it began, over the whole run (Smith and Topin 2017).
/// The momentum stays as it is.
class OneCycle final : public ScheduleOf<OneCycle> {
public:
    double pct_start = 0.3;
    double div_factor = 25;
    double final_div_factor = 10'000;
    int total_steps = 0;

    static constexpr auto settings =
        std::tuple{setting("pct_start", &OneCycle::pct_start, between(0, 1),
                           "Share of the run in which the rate rises."),
                   setting("div_factor", &OneCycle::div_factor, at_least(1),
                           "The rate begins at the learning rate divided by this."),
                   setting("final_div_factor", &OneCycle::final_div_factor, at_least(1),
                           "It ends at the beginning's rate divided by this."),
                   advanced(setting("total_steps", &OneCycle::total_steps, at_least(0),
                                    "Steps of the cycle; 0: the whole run."))};

    static Description describe() {
        return {.id = "OneCycle",
                .title = "One cycle",
                .group = "Schedule",
                .summary = "The rate rises once, then falls far below where it began.",
                .formula =
                    "from rate / div_factor up to rate, down to rate / (div_factor · final_div_factor), each "
                    "along half a cosine",
                .keras = "",
                .pytorch = "torch.optim.lr_scheduler.OneCycleLR",
                .onnx = "",
                .icon = ""};
    }

    /// Computes PyTorch's two phases, counted in steps from 0 to total_steps − 1.
    double rate(double learning_rate, const ScheduleState& state) const override {
        const auto last =
            static_cast<double>(std::max<std::int64_t>(1, (total_steps > 0 ? total_steps : state.steps)) - 1);
        const auto step = std::min(static_cast<double>(state.step), last);
        const double top = pct_start * (last + 1) - 1;
        const double first = learning_rate / div_factor;
        if (step <= top) return between_rates(first, learning_rate, top > 0 ? step / top : 1);
        return between_rates(learning_rate, first / final_div_factor,
                             last > top ? (step - top) / (last - top) : 1);
    }

private:
    static double between_rates(double from, double to, double share) {
        return to + (from - to) / 2 * (1 + std::cos(std::numbers::pi * share));
    }
};

}  // namespace

std::unique_ptr<Schedule> make_one_cycle() { return std::make_unique<OneCycle>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Successive cosine falls, each optionally longer and lower (Loshchilov and Hutter 2016).
class CosineDecayRestarts final : public ScheduleOf<CosineDecayRestarts> {
public:
    int first_decay_steps = 1000;
    double t_mul = 2;
    double m_mul = 1;
    double alpha = 0;

    static constexpr auto settings =
        std::tuple{setting("first_decay_steps", &CosineDecayRestarts::first_decay_steps, at_least(1),
                           "Steps of the first fall."),
                   setting("t_mul", &CosineDecayRestarts::t_mul, at_least(1),
                           "How many times longer each fall is than the one before."),
                   setting("m_mul", &CosineDecayRestarts::m_mul, above(0),
                           "Height of each fall in terms of the one before."),
                   setting("alpha", &CosineDecayRestarts::alpha, between(0, 1),
                           "Share of the rate that is left at the end of a fall.")};

    static Description describe() {
        return {.id = "CosineDecayRestarts",
                .title = "Cosine with restarts",
                .group = "Schedule",
                .summary = "Cosine falls one after the other, each longer if wanted.",
                .formula = "rate · (m_mulⁱ · (1 − alpha) · (1 + cos(π · share of fall i)) / 2 + alpha)",
                .keras = "keras.optimizers.schedules.CosineDecayRestarts",
                .pytorch = "torch.optim.lr_scheduler.CosineAnnealingWarmRestarts",
                .onnx = "",
                .icon = ""};
    }

    double rate(double learning_rate, const ScheduleState& state) const override {
        // of the falls done, in units of the first
        double share = static_cast<double>(state.step) / first_decay_steps;
        double falls = std::floor(share);
        if (t_mul == 1) {
            share -= falls;
        } else {
            falls = std::floor(std::log(1 - share * (1 - t_mul)) / std::log(t_mul));
            const double length = std::pow(t_mul, falls);
            share = (share - (1 - length) / (1 - t_mul)) / length;
        }
        const double fall = std::pow(m_mul, falls) * (1 + std::cos(std::numbers::pi * share)) / 2;
        return learning_rate * ((1 - alpha) * fall + alpha);
    }
};

}  // namespace

std::unique_ptr<Schedule> make_cosine_decay_restarts() { return std::make_unique<CosineDecayRestarts>(); }

}  // namespace glassnet

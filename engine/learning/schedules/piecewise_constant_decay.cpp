// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include "learning/schedule.h"

namespace glassnet {

namespace {

constexpr ProblemKind schedule_pieces{
    "schedule.pieces", Severity::error,
    "{boundaries} boundaries part the run into stretches, {values} rates are given",
    "Give rising boundaries and one rate more than boundaries."};

/// A rate of its own for each range of the run.
class PiecewiseConstantDecay final : public ScheduleOf<PiecewiseConstantDecay> {
public:
    std::vector<int> boundaries{1000};
    std::vector<double> values{0.001, 0.0001};

    static constexpr auto settings =
        std::tuple{setting("boundaries", &PiecewiseConstantDecay::boundaries, at_least(1),
                           "Steps after which the next rate holds."),
                   setting("values", &PiecewiseConstantDecay::values, above(0),
                           "The rates, one more than boundaries; the optimizer's own rate has no meaning.")};

    static Description describe() {
        return {.id = "PiecewiseConstantDecay",
                .title = "Piecewise constant",
                .group = "Schedule",
                .summary = "A rate of its own for each part of the run.",
                .formula = "values[number of boundaries < step]",
                .keras = "keras.optimizers.schedules.PiecewiseConstantDecay",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    /// Returns the rate; Keras' boundaries belong to the range before them.
    double rate(double, const ScheduleState& state) const override {
        const auto passed =
            std::ranges::count_if(boundaries, [&](int boundary) { return boundary < state.step; });
        return values[static_cast<std::size_t>(passed)];
    }
    std::optional<Problem> problem() const override {
        if (values.size() == boundaries.size() + 1 && std::ranges::is_sorted(boundaries)) return std::nullopt;
        return Problem(schedule_pieces,
                       {{"boundaries", static_cast<std::int64_t>(boundaries.size())},
                        {"values", static_cast<std::int64_t>(values.size())}},
                       {.setting = "training.optimizer.schedule"});
    }
};

}  // namespace

std::unique_ptr<Schedule> make_piecewise_constant_decay() {
    return std::make_unique<PiecewiseConstantDecay>();
}

}  // namespace glassnet

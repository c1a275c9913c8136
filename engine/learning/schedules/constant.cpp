// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// The rate stays as it is.
class Constant final : public ScheduleOf<Constant> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "Constant",
                .title = "Constant",
                .group = "Schedule",
                .summary = "The learning rate stays as it is.",
                .formula = "rate",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    double rate(double learning_rate, const ScheduleState&) const override { return learning_rate; }
};

}  // namespace

std::unique_ptr<Schedule> make_constant_rate() { return std::make_unique<Constant>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include "learning/monitor.h"
#include "learning/schedule.h"

namespace glassnet {

namespace {

/// Falls when a metric of the epochs has stopped improving (Keras' callback, recomputed from the epochs'
/// records).
class ReduceLROnPlateau final : public ScheduleOf<ReduceLROnPlateau> {
public:
    Monitor monitor = Monitor::val_loss;
    double factor = 0.1;
    int patience = 10;
    double min_delta = 0.0001;
    int cooldown = 0;
    double min_lr = 0;

    static constexpr auto settings = std::tuple{
        setting("monitor", &ReduceLROnPlateau::monitor, "The value of each epoch that should get better."),
        setting("factor", &ReduceLROnPlateau::factor,
                Range{.minimum = 0, .maximum = 1, .minimum_excluded = true, .maximum_excluded = true},
                "The rate is multiplied with this."),
        setting("patience", &ReduceLROnPlateau::patience, at_least(0),
                "Epochs without anything better before the rate falls; 0 is as 1, as in Keras."),
        advanced(setting("min_delta", &ReduceLROnPlateau::min_delta, at_least(0),
                         "What is less than this does not count as better.")),
        advanced(setting("cooldown", &ReduceLROnPlateau::cooldown, at_least(0),
                         "Epochs after a fall that do not count.")),
        advanced(
            setting("min_lr", &ReduceLROnPlateau::min_lr, at_least(0), "The rate never falls below this."))};

    static Description describe() {
        return {.id = "ReduceLROnPlateau",
                .title = "Reduce on plateau",
                .group = "Schedule",
                .summary = "The rate falls when the monitored value has stopped getting better.",
                .formula = "rate ← max(factor · rate, min_lr) after patience epochs without anything better",
                .keras = "keras.callbacks.ReduceLROnPlateau",
                .pytorch = "torch.optim.lr_scheduler.ReduceLROnPlateau",
                .onnx = "",
                .icon = ""};
    }

    std::optional<Monitor> watched() const override { return monitor; }

    double rate(double learning_rate, const ScheduleState& state) const override {
        double rate = learning_rate;
        Best best(monitor, min_delta);
        int waited = 0, cooling = 0;
        for (const EpochRecord& epoch : state.epochs) {
            if (cooling > 0) {
                --cooling;
                waited = 0;
            }
            if (best.take(epoch)) {
                waited = 0;
            } else if (cooling == 0 && ++waited >= patience && rate > min_lr) {
                rate = std::max(rate * factor, min_lr);
                cooling = cooldown;
                waited = 0;
            }
        }
        return rate;
    }
};

}  // namespace

std::unique_ptr<Schedule> make_reduce_lr_on_plateau() { return std::make_unique<ReduceLROnPlateau>(); }

}  // namespace glassnet

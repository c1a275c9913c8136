// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/stopping.h"

#include <algorithm>

namespace glassnet {

namespace {

/// The run has all the epochs that were asked for.
class AllEpochs final : public KindOf<AllEpochs, Stopping> {
public:
    Monitor monitor = Monitor::val_loss;

    static constexpr auto settings =
        std::tuple{advanced(setting("monitor", &AllEpochs::monitor, "The value that tells the best epoch."))};

    static Description describe() {
        return {.id = "AllEpochs",
                .title = "After all epochs",
                .group = "Stopping",
                .summary =
                    "The run ends when all epochs are done; the weights of the best one are kept beside the "
                    "last.",
                .formula = "",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    std::string reason(std::span<const EpochRecord>) const override { return {}; }
    BestRule rule() const override { return {.monitor = monitor}; }
};

/// Ends the run when the monitored value has not improved for a while (Prechelt 1998; Keras' EarlyStopping
/// with restore_best_weights).
class EarlyStopping final : public KindOf<EarlyStopping, Stopping> {
public:
    Monitor monitor = Monitor::val_loss;
    int patience = 5;
    double min_delta = 0;
    int start_from_epoch = 0;

    static constexpr auto settings = std::tuple{
        setting("monitor", &EarlyStopping::monitor, "The value of each epoch that should get better."),
        setting("patience", &EarlyStopping::patience, at_least(0),
                "Epochs without anything better before the run ends; 0 is as 1, as in Keras."),
        advanced(setting("min_delta", &EarlyStopping::min_delta, at_least(0),
                         "What is less than this does not count as better.")),
        advanced(setting("start_from_epoch", &EarlyStopping::start_from_epoch, at_least(0),
                         "Epochs at the beginning that do not count."))};

    static Description describe() {
        return {.id = "EarlyStopping",
                .title = "Early stopping",
                .group = "Stopping",
                .summary =
                    "The run ends when the monitored value has stopped getting better; the best weights are "
                    "the result.",
                .formula = "",
                .keras = "keras.callbacks.EarlyStopping",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    std::string reason(std::span<const EpochRecord> epochs) const override {
        if (progress(epochs).waited < std::max(1, patience)) return {};
        return std::string(monitored_name(epochs.back(), monitor)) + " did not improve for " +
               std::to_string(std::max(1, patience)) + (patience <= 1 ? " epoch" : " epochs");
    }
    BestRule rule() const override {
        return {.monitor = monitor, .min_delta = min_delta, .start_from_epoch = start_from_epoch};
    }
};

}  // namespace

Stopping::Progress Stopping::progress(std::span<const EpochRecord> epochs) const {
    const BestRule by = rule();
    Best best(by.monitor, by.min_delta);
    int waited = 0;
    for (const EpochRecord& epoch : epochs)
        if (epoch.epoch > by.start_from_epoch) waited = best.take(epoch) ? 0 : waited + 1;
    return {best.epoch(), waited};
}

std::string time_limit_reason(double seconds) { return "the time limit of " + to_text(seconds) + " s is up"; }

std::unique_ptr<Stopping> make_all_epochs() { return std::make_unique<AllEpochs>(); }
std::unique_ptr<Stopping> make_early_stopping() { return std::make_unique<EarlyStopping>(); }

}  // namespace glassnet

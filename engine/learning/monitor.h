// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "learning/records.h"

#include <string_view>
#include <vector>

namespace glassnet {

class Metric;

/// A value of each epoch that decides something: when the rate falls, when to stop, which weights are the
/// best. Keras' names. After those named here come the metrics of the catalogue, measured on the validation
/// part ("val_f1_score").
enum class Monitor { val_loss, val_accuracy, loss, accuracy, first_metric };
[[nodiscard]] const std::vector<std::string_view>& names(Monitor);

/// Returns the metric behind a monitor, nullptr for loss and accuracy.
[[nodiscard]] const Metric* metric_of(Monitor monitor);

/// Returns the monitored value; where there is no validation part that of the training part; the loss where
/// there are no classes, or where the metric does not fit the targets. A value that is not finite or not
/// defined counts as the worst of all.
[[nodiscard]] double monitored(const EpochRecord& epoch, Monitor monitor);

/// Returns the name of the value that is used in fact: "loss" where "val_loss" is not measured, for example.
[[nodiscard]] std::string_view monitored_name(const EpochRecord& epoch, Monitor monitor);

/// Tells whether `value` is better than `best` by more than `min_delta`.
[[nodiscard]] bool improves(double value, double best, double min_delta, Monitor monitor,
                            const EpochRecord& epoch);

/// Follows a monitored value from epoch to epoch.
class Best {
public:
    Best(Monitor monitor, double min_delta) : monitor_(monitor), min_delta_(min_delta) {}
    /// Takes an epoch and tells whether it is better than all before it.
    bool take(const EpochRecord& epoch);
    [[nodiscard]] int epoch() const { return epoch_; }  // 0 before the first

private:
    Monitor monitor_;
    double min_delta_;
    double value_ = 0;
    int epoch_ = 0;
};

}  // namespace glassnet

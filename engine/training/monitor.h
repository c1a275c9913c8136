// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"

#include <array>
#include <span>
#include <string_view>

namespace glassnet {

/// A figure of each epoch that decides something: when the rate falls, when to stop, which weights are the best. Keras' names.
enum class Monitor { val_loss, val_accuracy, loss, accuracy };
constexpr std::array<std::string_view, 4> names(Monitor) { return {"val_loss", "val_accuracy", "loss", "accuracy"}; }

/// The figure; where there is no validation part that of the training part, where there are no classes the loss. A value that is not
/// finite counts as the worst of all.
[[nodiscard]] double monitored(const EpochRecord& epoch, Monitor monitor);

/// Whether `value` is better than `best` by more than `min_delta`.
[[nodiscard]] bool improves(double value, double best, double min_delta, Monitor monitor, const EpochRecord& epoch);

/// Follows a figure from epoch to epoch.
class Best {
public:
    Best(Monitor monitor, double min_delta) : monitor_(monitor), min_delta_(min_delta) {}
    /// Whether this epoch is better than all before it.
    bool take(const EpochRecord& epoch);
    [[nodiscard]] int epoch() const { return epoch_; }  // 0 before the first

private:
    Monitor monitor_;
    double min_delta_;
    double value_ = 0;
    int epoch_ = 0;
};

}  // namespace glassnet

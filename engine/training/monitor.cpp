// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/monitor.h"

#include <cmath>
#include <limits>

namespace glassnet {

namespace {

bool is_accuracy(const EpochRecord& epoch, Monitor monitor) {
    return (monitor == Monitor::val_accuracy || monitor == Monitor::accuracy) && epoch.accuracy >= 0;
}

}  // namespace

double monitored(const EpochRecord& epoch, Monitor monitor) {
    const bool accuracy = is_accuracy(epoch, monitor);
    const bool validation = monitor == Monitor::val_loss || monitor == Monitor::val_accuracy;
    const double trained = accuracy ? epoch.accuracy : epoch.loss;
    const double value = validation ? (accuracy ? epoch.validation_accuracy : epoch.validation_loss).value_or(trained) : trained;
    if (std::isfinite(value)) return value;
    return accuracy ? -1 : std::numeric_limits<double>::infinity();
}

bool improves(double value, double best, double min_delta, Monitor monitor, const EpochRecord& epoch) {
    return is_accuracy(epoch, monitor) ? value > best + min_delta : value < best - min_delta;
}

bool Best::take(const EpochRecord& epoch) {
    const double value = monitored(epoch, monitor_);
    if (epoch_ > 0 && !improves(value, value_, min_delta_, monitor_, epoch)) return false;
    value_ = value;
    epoch_ = epoch.epoch;
    return true;
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/monitor.h"

#include "learning/catalogue.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassnet {

namespace {

/// Returns the metrics that can be monitored: accuracy is among the first names already.
const std::vector<const Metric*>& monitored_metrics() {
    static const std::vector<const Metric*> metrics = [] {
        std::vector<const Metric*> result;
        for (const auto& metric : kinds<Metric>())
            if (metric->id() != "accuracy") result.push_back(metric.get());
        return result;
    }();
    return metrics;
}

/// The metric of an epoch that a monitor refers to, and its value.
struct Meant {
    std::optional<double> value;
    bool larger_is_better = false;
    std::string_view name;
};

Meant meant(const EpochRecord& epoch, Monitor monitor) {
    if (const Metric* metric = metric_of(monitor)) {
        const auto name = names(monitor)[static_cast<std::size_t>(monitor)];
        const auto found = std::ranges::find(epoch.metrics, name, &MetricValue::name);
        if (found != epoch.metrics.end()) return {found->value, metric->larger_is_better(), name};
    }
    const bool accuracy =
        (monitor == Monitor::val_accuracy || monitor == Monitor::accuracy) && epoch.accuracy.has_value();
    const bool trained = monitor == Monitor::loss || monitor == Monitor::accuracy;
    const double own = accuracy ? *epoch.accuracy : epoch.loss;
    const std::optional<double> validated = accuracy ? epoch.validation_accuracy : epoch.validation_loss;
    const std::string_view name = accuracy ? "val_accuracy" : "val_loss";
    return trained || !validated ? Meant{own, accuracy, name.substr(4)} : Meant{*validated, accuracy, name};
}

}  // namespace

const std::vector<std::string_view>& names(Monitor) {
    static const std::vector<std::string> own = [] {
        std::vector<std::string> result{"val_loss", "val_accuracy", "loss", "accuracy"};
        for (const Metric* metric : monitored_metrics()) result.push_back("val_" + std::string(metric->id()));
        return result;
    }();
    static const std::vector<std::string_view> views(own.begin(), own.end());
    return views;
}

const Metric* metric_of(Monitor monitor) {
    if (monitor < Monitor::first_metric) return nullptr;
    return monitored_metrics()[static_cast<std::size_t>(monitor) -
                               static_cast<std::size_t>(Monitor::first_metric)];
}

double monitored(const EpochRecord& epoch, Monitor monitor) {
    const Meant metric = meant(epoch, monitor);
    if (metric.value && std::isfinite(*metric.value)) return *metric.value;
    return metric.larger_is_better ? -std::numeric_limits<double>::infinity()
                                   : std::numeric_limits<double>::infinity();
}

std::string_view monitored_name(const EpochRecord& epoch, Monitor monitor) {
    return meant(epoch, monitor).name;
}

bool improves(double value, double best, double min_delta, Monitor monitor, const EpochRecord& epoch) {
    return meant(epoch, monitor).larger_is_better ? value > best + min_delta : value < best - min_delta;
}

bool Best::take(const EpochRecord& epoch) {
    const double value = monitored(epoch, monitor_);
    if (epoch_ > 0 && !improves(value, value_, min_delta_, monitor_, epoch)) return false;
    value_ = value;
    epoch_ = epoch.epoch;
    return true;
}

}  // namespace glassnet

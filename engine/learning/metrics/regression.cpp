// SPDX-License-Identifier: GPL-3.0-or-later
//
// Metrics that compare values with values; for several outputs the mean over the outputs.
#include "learning/metric.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassnet {

namespace {

/// The sums from which one output's metrics are computed.
struct Residuals {
    double squares = 0, sizes = 0, shares = 0;  // of differences; of differences over |truth|
    double truth_squares = 0;                   // of the truth about its mean
};

template <class Derived>
class ValueMetric : public KindOf<Derived, Metric> {
public:
    static constexpr auto settings = std::tuple{};

    TargetKind target_kind() const final { return TargetKind::values; }
    std::optional<double> of(const Predictions& predictions) const final {
        if (predictions.samples < Derived::fewest_samples) return {};
        const auto count = static_cast<double>(predictions.samples);
        double sum = 0;
        for (std::int64_t output = 0; output < predictions.outputs; ++output) {
            const auto at = [&](std::span<const float> values, std::int64_t sample) {
                return static_cast<double>(
                    values[static_cast<std::size_t>(sample * predictions.outputs + output)]);
            };
            double mean = 0;
            for (std::int64_t sample = 0; sample < predictions.samples; ++sample)
                mean += at(predictions.target, sample) / count;
            Residuals residuals;
            for (std::int64_t sample = 0; sample < predictions.samples; ++sample) {
                const double truth = at(predictions.target, sample),
                             difference = truth - at(predictions.output, sample);
                residuals.squares += difference * difference;
                residuals.sizes += std::abs(difference);
                residuals.shares +=
                    std::abs(difference) / std::max(std::abs(truth), std::numeric_limits<double>::epsilon());
                residuals.truth_squares += (truth - mean) * (truth - mean);
            }
            sum += Derived::value(residuals, count);
        }
        return sum / static_cast<double>(predictions.outputs);
    }
    static constexpr std::int64_t fewest_samples = 1;
};

template <class Derived>
class ErrorMetric : public ValueMetric<Derived> {
public:
    bool larger_is_better() const final { return false; }
};

class MeanSquaredErrorMetric final : public ErrorMetric<MeanSquaredErrorMetric> {
public:
    static Description describe() {
        return {.id = "mean_squared_error",
                .title = "Mean squared error",
                .group = "Regression",
                .summary = "The mean of the squared differences.",
                .formula = "mean of (y − t)²",
                .keras = "keras.metrics.MeanSquaredError",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static double value(const Residuals& residuals, double count) { return residuals.squares / count; }
};

class RootMeanSquaredError final : public ErrorMetric<RootMeanSquaredError> {
public:
    static Description describe() {
        return {.id = "root_mean_squared_error",
                .title = "Root mean squared error",
                .group = "Regression",
                .summary = "The root of the mean squared error: in the unit of the values.",
                .formula = "√(mean of (y − t)²)",
                .keras = "keras.metrics.RootMeanSquaredError",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static double value(const Residuals& residuals, double count) {
        return std::sqrt(residuals.squares / count);
    }
};

class MeanAbsoluteErrorMetric final : public ErrorMetric<MeanAbsoluteErrorMetric> {
public:
    static Description describe() {
        return {.id = "mean_absolute_error",
                .title = "Mean absolute error",
                .group = "Regression",
                .summary = "The mean of the differences' sizes.",
                .formula = "mean of |y − t|",
                .keras = "keras.metrics.MeanAbsoluteError",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static double value(const Residuals& residuals, double count) { return residuals.sizes / count; }
};

class MeanAbsolutePercentageErrorMetric final : public ErrorMetric<MeanAbsolutePercentageErrorMetric> {
public:
    static Description describe() {
        return {.id = "mean_absolute_percentage_error",
                .title = "Mean absolute percentage error",
                .group = "Regression",
                .summary = "The mean of the differences as shares of the true values (1 is 100 %).",
                .formula = "mean of |y − t| / |t|",
                .keras = "keras.metrics.MeanAbsolutePercentageError",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static double value(const Residuals& residuals, double count) { return residuals.shares / count; }
};

class R2Score final : public ValueMetric<R2Score> {
public:
    static Description describe() {
        return {
            .id = "r2_score",
            .title = "R²",
            .group = "Regression",
            .summary =
                "Share of the values' variance that is explained: 1 is perfect, 0 is as good as their mean.",
            .formula = "1 − Σ (y − t)² / Σ (t − mean t)²",
            .keras = "keras.metrics.R2Score",
            .pytorch = "",
            .onnx = "",
            .icon = ""};
    }
    static constexpr std::int64_t fewest_samples = 2;
    static double value(const Residuals& residuals, double) {
        if (residuals.truth_squares == 0) return residuals.squares == 0 ? 1 : 0;
        return 1 - residuals.squares / residuals.truth_squares;
    }
};

}  // namespace

std::unique_ptr<Metric> make_mean_squared_error_metric() {
    return std::make_unique<MeanSquaredErrorMetric>();
}
std::unique_ptr<Metric> make_root_mean_squared_error() { return std::make_unique<RootMeanSquaredError>(); }
std::unique_ptr<Metric> make_mean_absolute_error_metric() {
    return std::make_unique<MeanAbsoluteErrorMetric>();
}
std::unique_ptr<Metric> make_mean_absolute_percentage_error_metric() {
    return std::make_unique<MeanAbsolutePercentageErrorMetric>();
}
std::unique_ptr<Metric> make_r2_score() { return std::make_unique<R2Score>(); }

}  // namespace glassnet

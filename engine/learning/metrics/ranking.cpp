// SPDX-License-Identifier: GPL-3.0-or-later
//
// Metrics of how well scores order and weigh the samples, whatever is predicted from them.
#include "learning/metric.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace glassnet {

namespace {

/// How the values of the classes, each against all others, become one.
enum class RankingAverage { macro, weighted };
constexpr std::array<std::string_view, 2> names(RankingAverage) { return {"macro", "weighted"}; }

/// The counts at one threshold: samples of the class and others whose scores reach it.
struct Step {
    double score = 0, hits = 0, others = 0;
};

/// Returns all different scores of a class, the highest first, with the counts from there upwards.
std::vector<Step> steps_of(const Predictions& predictions, int of_class) {
    std::vector<std::pair<double, bool>> scores;
    for (std::int64_t sample = 0; sample < predictions.samples; ++sample)
        scores.emplace_back(predictions.score(sample, of_class), predictions.truth(sample) == of_class);
    std::ranges::sort(scores, [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Step> steps;
    for (const auto& [score, own] : scores) {
        if (steps.empty() || steps.back().score != score)
            steps.push_back(steps.empty() ? Step{.score = score}
                                          : Step{score, steps.back().hits, steps.back().others});
        (own ? steps.back().hits : steps.back().others) += 1;
    }
    return steps;
}

template <class Derived>
class RankingMetric : public KindOf<Derived, Metric> {
public:
    RankingAverage average = RankingAverage::macro;

    static constexpr auto average_settings() {
        return std::tuple{setting("average", static_cast<RankingAverage Derived::*>(&Derived::average),
                                  "“macro”: all classes count the same; “weighted”: by their samples. With "
                                  "two classes: the value of the second one.")};
    }

    TargetKind target_kind() const final { return TargetKind::class_number; }
    std::optional<double> of(const Predictions& predictions) const final {
        if (predictions.samples == 0) return {};
        double sum = 0, weights = 0;
        for (int number = predictions.classes() == 2 ? 1 : 0; number < predictions.classes(); ++number) {
            const std::vector<Step> steps = steps_of(predictions, number);
            const double weight =
                average == RankingAverage::macro || predictions.classes() == 2 ? 1 : steps.back().hits;
            if (weight == 0) continue;
            const auto value = Derived::value(steps);
            if (!value) return {};
            sum += weight * *value;
            weights += weight;
        }
        return weights > 0 ? std::optional(sum / weights) : std::nullopt;
    }
};

class RocAuc final : public RankingMetric<RocAuc> {
public:
    static constexpr auto settings = average_settings();

    static Description describe() {
        return {.id = "roc_auc",
                .title = "ROC AUC",
                .group = "Classification",
                .summary = "How likely a sample of the class has a higher score than another one.",
                .formula = "area under true positive rate over false positive rate",
                .keras = "keras.metrics.AUC",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static std::optional<double> value(const std::vector<Step>& steps) {
        const Step& last = steps.back();
        if (last.hits == 0 || last.others == 0) return {};
        double area = 0;
        Step before;
        for (const Step& step : steps) {
            area += (step.others - before.others) * (step.hits + before.hits) / 2;
            before = step;
        }
        return area / (last.hits * last.others);
    }
};

class AveragePrecision final : public RankingMetric<AveragePrecision> {
public:
    static constexpr auto settings = average_settings();

    static Description describe() {
        return {.id = "average_precision",
                .title = "Average precision",
                .group = "Classification",
                .summary = "The mean of the precisions at each further sample of the class that is found.",
                .formula = "Σ (recallₙ − recallₙ₋₁) · precisionₙ",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static std::optional<double> value(const std::vector<Step>& steps) {
        double sum = 0, before = 0;
        for (const Step& step : steps) {
            sum += (step.hits - before) * step.hits / (step.hits + step.others);
            before = step.hits;
        }
        return before > 0 ? sum / before : 0;
    }
};

/// Scores are taken as probabilities and clipped away from 0 by the smallest difference of float.
class LogLoss final : public KindOf<LogLoss, Metric> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "log_loss",
                .title = "Log-loss",
                .group = "Classification",
                .summary = "How surprised the network is by the truth, on average.",
                .formula = "mean of −ln p[class]",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    TargetKind target_kind() const override { return TargetKind::class_number; }
    bool larger_is_better() const override { return false; }
    std::optional<double> of(const Predictions& predictions) const override {
        if (predictions.samples == 0) return {};
        constexpr double tiny = 0x1p-23;
        double sum = 0;
        for (std::int64_t sample = 0; sample < predictions.samples; ++sample)
            sum -= std::log(std::clamp(predictions.score(sample, predictions.truth(sample)), tiny, 1 - tiny));
        return sum / static_cast<double>(predictions.samples);
    }
};

}  // namespace

std::unique_ptr<Metric> make_roc_auc() { return std::make_unique<RocAuc>(); }
std::unique_ptr<Metric> make_average_precision() { return std::make_unique<AveragePrecision>(); }
std::unique_ptr<Metric> make_log_loss() { return std::make_unique<LogLoss>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
//
// Metrics of predictions as a whole: how often they agree with the truth, beyond chance.
#include "learning/metrics/counts.h"

#include <cmath>

namespace glassnet {

namespace {

template <class Derived>
class ClassMetric : public KindOf<Derived, Metric> {
public:
    TargetKind target_kind() const final { return TargetKind::class_number; }
};

class Accuracy final : public ClassMetric<Accuracy> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "accuracy",
                .title = "Accuracy",
                .group = "Classification",
                .summary = "Share of correct predictions.",
                .formula = "correct / all",
                .keras = "keras.metrics.SparseCategoricalAccuracy",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::optional<double> of(const Predictions& predictions) const override {
        if (predictions.samples == 0) return {};
        const ClassCounts counts(predictions);
        return counts.all_right / counts.all;
    }
};

/// The share of samples whose class is among the k largest scores; of equal scores the later class counts as
/// larger.
class TopKAccuracy final : public ClassMetric<TopKAccuracy> {
public:
    int k = 5;

    static constexpr auto settings =
        std::tuple{setting("k", &TopKAccuracy::k, between(1, 65'536),
                           "How many of the highest scores count as the prediction.")};

    static Description describe() {
        return {.id = "top_k_accuracy",
                .title = "Top-k accuracy",
                .group = "Classification",
                .summary = "Share of samples whose class is among the k largest scores.",
                .formula = "|{true class among the k largest}| / all",
                .keras = "keras.metrics.SparseTopKCategoricalAccuracy",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::optional<double> of(const Predictions& predictions) const override {
        if (predictions.samples == 0) return {};
        double hits = 0;
        for (std::int64_t sample = 0; sample < predictions.samples; ++sample) {
            const int truth = predictions.truth(sample);
            const double own = predictions.score(sample, truth);
            int before = 0;
            for (int other = 0; other < predictions.classes(); ++other) {
                const double score = predictions.score(sample, other);
                before += score > own || (score == own && other > truth);
            }
            hits += before < k;
        }
        return hits / static_cast<double>(predictions.samples);
    }
};

class BalancedAccuracy final : public ClassMetric<BalancedAccuracy> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "balanced_accuracy",
                .title = "Balanced accuracy",
                .group = "Classification",
                .summary = "The mean of the classes' recalls: rare classes count as much as frequent ones.",
                .formula = "mean over classes of correct / samples",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::optional<double> of(const Predictions& predictions) const override {
        const ClassCounts counts(predictions);
        double sum = 0, classes = 0;
        for (std::size_t i = 0; i < counts.samples.size(); ++i) {
            if (counts.samples[i] == 0) continue;
            sum += counts.correct[i] / counts.samples[i];
            ++classes;
        }
        return classes > 0 ? std::optional(sum / classes) : std::nullopt;
    }
};

/// Cohen's kappa (Cohen 1960).
class CohenKappa final : public ClassMetric<CohenKappa> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "cohen_kappa",
                .title = "Cohen's kappa",
                .group = "Classification",
                .summary = "Agreement beyond chance: 1 is perfect, 0 is chance.",
                .formula = "(p − e) / (1 − e), e = Σ samples · claimed / all²",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::optional<double> of(const Predictions& predictions) const override {
        if (predictions.samples == 0) return {};
        const ClassCounts counts(predictions);
        double chance = 0;
        for (std::size_t i = 0; i < counts.samples.size(); ++i)
            chance += counts.samples[i] * counts.claimed[i] / (counts.all * counts.all);
        return chance < 1 ? std::optional((counts.all_right / counts.all - chance) / (1 - chance))
                          : std::nullopt;
    }
};

/// Matthews' correlation for any number of classes (Gorodkin 2004); 0 where all samples or all predictions
/// are of one class.
class MatthewsCorrelation final : public ClassMetric<MatthewsCorrelation> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "matthews_corrcoef",
                .title = "Matthews correlation",
                .group = "Classification",
                .summary = "Correlation of predictions and truth: 1 is perfect, 0 is chance, −1 is opposite.",
                .formula = "(correct · all − Σ samples·claimed) / √((all² − Σ claimed²)(all² − Σ samples²))",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::optional<double> of(const Predictions& predictions) const override {
        if (predictions.samples == 0) return {};
        const ClassCounts counts(predictions);
        double both = counts.all_right * counts.all, samples = counts.all * counts.all, claimed = samples;
        for (std::size_t i = 0; i < counts.samples.size(); ++i) {
            both -= counts.samples[i] * counts.claimed[i];
            samples -= counts.samples[i] * counts.samples[i];
            claimed -= counts.claimed[i] * counts.claimed[i];
        }
        return samples > 0 && claimed > 0 ? both / std::sqrt(samples * claimed) : 0;
    }
};

}  // namespace

std::unique_ptr<Metric> make_accuracy() { return std::make_unique<Accuracy>(); }
std::unique_ptr<Metric> make_top_k_accuracy() { return std::make_unique<TopKAccuracy>(); }
std::unique_ptr<Metric> make_balanced_accuracy() { return std::make_unique<BalancedAccuracy>(); }
std::unique_ptr<Metric> make_cohen_kappa() { return std::make_unique<CohenKappa>(); }
std::unique_ptr<Metric> make_matthews_correlation() { return std::make_unique<MatthewsCorrelation>(); }

}  // namespace glassnet

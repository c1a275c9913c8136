// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/metrics/counts.h"

#include <array>

namespace glassnet {

namespace {

/// How the values of the classes become one: their mean, their mean weighted by samples, or one value of all
/// classes' counts together.
enum class Average { macro, weighted, micro };
constexpr std::array<std::string_view, 3> names(Average) { return {"macro", "weighted", "micro"}; }

/// What precision, recall and F1 share. Classes that are neither true nor predicted take no part; a share of
/// nothing is 0.
template <class Derived>
class SharesOfClasses : public KindOf<Derived, Metric> {
public:
    Average average = Average::macro;

    static constexpr auto average_settings() {
        return std::tuple{setting("average", static_cast<Average Derived::*>(&Derived::average),
                                  "“macro”: all classes count the same; “weighted”: by their samples; "
                                  "“micro”: all samples count the same.")};
    }

    TargetKind target_kind() const final { return TargetKind::class_number; }
    std::optional<double> of(const Predictions& predictions) const final {
        if (predictions.samples == 0) return {};
        const ClassCounts counts(predictions);
        if (average == Average::micro) return Derived::share(counts.all_right, counts.all, counts.all);
        double sum = 0, weights = 0;
        for (std::size_t i = 0; i < counts.samples.size(); ++i) {
            if (counts.absent(i)) continue;
            const double weight = average == Average::macro ? 1 : counts.samples[i];
            sum += weight * Derived::share(counts.correct[i], counts.samples[i], counts.claimed[i]);
            weights += weight;
        }
        return sum / weights;
    }

protected:
    static double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }
};

class Precision final : public SharesOfClasses<Precision> {
public:
    static constexpr auto settings = average_settings();

    static Description describe() {
        return {.id = "precision",
                .title = "Precision",
                .group = "Classification",
                .summary = "Share of the predictions of a class that are correct.",
                .formula = "correct / claimed",
                .keras = "keras.metrics.Precision",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static double share(double correct, double, double claimed) { return ratio(correct, claimed); }
};

class Recall final : public SharesOfClasses<Recall> {
public:
    static constexpr auto settings = average_settings();

    static Description describe() {
        return {.id = "recall",
                .title = "Recall",
                .group = "Classification",
                .summary = "Share of the samples of a class that are found.",
                .formula = "correct / samples",
                .keras = "keras.metrics.Recall",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static double share(double correct, double samples, double) { return ratio(correct, samples); }
};

class F1 final : public SharesOfClasses<F1> {
public:
    static constexpr auto settings = average_settings();

    static Description describe() {
        return {.id = "f1",
                .title = "F1",
                .group = "Classification",
                .summary = "The harmonic mean of precision and recall.",
                .formula = "2 · correct / (samples + claimed)",
                .keras = "keras.metrics.F1Score",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    static double share(double correct, double samples, double claimed) {
        return ratio(2 * correct, samples + claimed);
    }
};

}  // namespace

std::unique_ptr<Metric> make_precision() { return std::make_unique<Precision>(); }
std::unique_ptr<Metric> make_recall() { return std::make_unique<Recall>(); }
std::unique_ptr<Metric> make_f1() { return std::make_unique<F1>(); }

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/class_weight.h"

#include <numeric>

namespace glassnet {

namespace {

constexpr ProblemKind needs_classes{"class_weight.values", Severity::error,
                                    "Weights of classes are chosen but the data has values",
                                    "Set class_weight to none."};
constexpr ProblemKind wrong_count{"class_weight.count", Severity::error,
                                  "{found} weights are given for {classes} classes",
                                  "Give one weight for each class, in the order of the classes."};
constexpr ProblemKind all_zero{"class_weight.zero", Severity::error,
                               "All weights of classes are 0: nothing would be learned",
                               "Give at least one weight above 0."};

class NoClassWeight final : public KindOf<NoClassWeight, ClassWeight> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "none",
                .title = "All alike",
                .group = "Class weights",
                .summary = "Every sample counts the same.",
                .formula = "",
                .keras = "class_weight=None",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::vector<double> weights(std::span<const std::int64_t>) const override { return {}; }
    std::optional<Problem> problem(int) const override { return std::nullopt; }
};

/// scikit-learn's compute_class_weight("balanced"): every class counts the same in total.
class Balanced final : public KindOf<Balanced, ClassWeight> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "balanced",
                .title = "Balanced",
                .group = "Class weights",
                .summary = "Samples of rare classes count more: every class counts the same in all.",
                .formula = "samples / (classes · samples of the class)",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::vector<double> weights(std::span<const std::int64_t> samples) const override {
        const auto all =
            static_cast<double>(std::accumulate(samples.begin(), samples.end(), std::int64_t{0}));
        std::vector<double> result;
        for (const std::int64_t count : samples)
            result.push_back(
                count == 0 ? 0 : all / (static_cast<double>(samples.size()) * static_cast<double>(count)));
        return result;
    }
    std::optional<Problem> problem(int classes) const override {
        return classes > 0 ? std::nullopt
                           : std::optional(Problem(needs_classes, {}, {.setting = "training.class_weight"}));
    }
};

class GivenClassWeight final : public KindOf<GivenClassWeight, ClassWeight> {
public:
    std::vector<double> each{1, 1};

    static constexpr auto settings =
        std::tuple{setting("weights", &GivenClassWeight::each, at_least(0),
                           "A factor for each class, in the order of the classes; 0 leaves it out.")};

    static Description describe() {
        return {.id = "given",
                .title = "Given",
                .group = "Class weights",
                .summary = "A factor for each class.",
                .formula = "",
                .keras = "class_weight={0: …, 1: …}",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    std::vector<double> weights(std::span<const std::int64_t>) const override { return each; }
    std::optional<Problem> problem(int classes) const override {
        const Where where{.setting = "training.class_weight.weights"};
        if (classes == 0) return Problem(needs_classes, {}, {.setting = "training.class_weight"});
        if (static_cast<int>(each.size()) != classes)
            return Problem(wrong_count,
                           {{"found", static_cast<std::int64_t>(each.size())}, {"classes", classes}}, where);
        if (std::accumulate(each.begin(), each.end(), 0.0) == 0) return Problem(all_zero, {}, where);
        return std::nullopt;
    }
};

}  // namespace

std::unique_ptr<ClassWeight> make_no_class_weight() { return std::make_unique<NoClassWeight>(); }
std::unique_ptr<ClassWeight> make_balanced() { return std::make_unique<Balanced>(); }
std::unique_ptr<ClassWeight> make_given_class_weight() { return std::make_unique<GivenClassWeight>(); }

}  // namespace glassnet

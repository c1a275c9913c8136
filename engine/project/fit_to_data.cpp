// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/fit_to_data.h"

#include "data/pipeline.h"
#include "data/preprocessing/resize.h"
#include "data/step.h"
#include "layers/catalogue.h"
#include "learning/catalogue.h"
#include "network/sized_node.h"
#include "project/project_data.h"
#include "training/trained_outputs.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind fit_size{"fit.size", Severity::hint, "pictures are brought to {height} × {width}",
                               "A network takes pictures of one size."};
constexpr ProblemKind fit_input{"fit.input", Severity::hint,
                                "{node} takes samples of {shape} (before: {before})",
                                "It is the shape of one sample of the data."};
constexpr ProblemKind fit_units{"fit.units", Severity::hint,
                                "{node} gives {units} numbers (before: {before})", "{reason}"};
constexpr ProblemKind fit_activation{"fit.activation", Severity::hint,
                                     "{node} ends with {activation} (before: {before})",
                                     "It is what the loss expects."};
constexpr ProblemKind fit_loss{"fit.loss", Severity::hint, "the loss is {loss} (before: {before})",
                               "It compares what the data hold: {targets}."};
constexpr ProblemKind fit_metrics{"fit.metrics", Severity::hint,
                                  "the metrics are {metrics} (before: {before})",
                                  "They fit the targets: {targets}."};
constexpr ProblemKind fit_rescale{"fit.rescale", Severity::hint,
                                  "pictures of 0 … {largest} are brought to 0 … 1 by Rescale",
                                  "Networks learn badly from large numbers."};

constexpr ProblemKind fit_no_rescale{
    "fit.no_rescale", Severity::hint,
    "the Rescale for bytes is removed: inputs reach from {lowest} to {highest}",
    "It would make them too small to learn from."};
constexpr ProblemKind fit_augmentation{"fit.augmentation", Severity::hint,
                                       "half of the training pictures are mirrored ({step})",
                                       "Remove the step on the Data page where left and right matter."};
constexpr ProblemKind fit_normalization{"fit.normalization", Severity::hint,
                                        "{node} brings each column to mean 0 and spread 1",
                                        "Networks learn badly from columns of different size."};

class Fitter {
public:
    Fitter(Project project, DatasetSummary data) : data_(std::move(data)), fitted_{std::move(project), {}} {}

    Fitted fit() {
        fit_the_size();
        fit_the_input();
        if (!data_.target_facts.missing && !learns_the_input()) fit_the_output();
        fit_the_scale();
        propose_augmentation();
        return std::move(fitted_);
    }

private:
    [[nodiscard]] Network& network() { return fitted_.project.network; }
    [[nodiscard]] TrainingSettings& training() { return fitted_.project.training; }

    void change(const ProblemKind& kind, Value::Map arguments, Where where) {
        fitted_.changes.emplace_back(kind, std::move(arguments), std::move(where));
    }

    /// Returns the value of a node's setting, the kind's default where the file says nothing.
    static Value setting_of(const Node& node, std::string_view name) {
        if (const Value* value = find(node.settings, name)) return *value;
        const Layer* kind = kinds<Layer>().find(node.kind);
        const auto index = kind ? find_setting(*kind, name) : std::nullopt;
        return index ? kind->settings_info()[*index].default_value : Value();
    }

    static bool has_setting(const Node& node, std::string_view name) {
        const Layer* kind = kinds<Layer>().find(node.kind);
        return kind && find_setting(*kind, name);
    }

    void fit_the_size() {
        if (leading_resize(fitted_.project.preprocessing)) return;
        const Shape& shape = data_.sample_shape;
        std::optional size =
            data_.size_problem
                ? std::optional(std::pair(static_cast<int>(shape[0]), static_cast<int>(shape[1])))
                : size_to_set(fitted_.project, data_.picture_sizes);
        if (!size) return;
        bring_pictures_to(fitted_.project, *size);
        data_.sample_shape = {size->first, size->second, shape[2]};
        change(fit_size, {{"height", size->first}, {"width", size->second}}, {.setting = "preprocessing"});
    }

    /// Returns the preprocessing as far as it is right.
    static Pipeline seen_by(const Project& project) {
        std::vector<Problem> told_by_the_check;
        return {{}, project.preprocessing, told_by_the_check};
    }

    [[nodiscard]] bool learns_the_input() {
        return std::ranges::any_of(training().outputs,
                                   [](const OutputSettings& output) { return output.target == "input"; });
    }

    void fit_the_input() {
        const auto is_input = [](const Node& node) { return node.kind == "Input"; };
        if (std::ranges::count_if(network().nodes, is_input) != 1) return;
        Node& input = *std::ranges::find_if(network().nodes, is_input);
        const Shape sample = seen_by(fitted_.project).output_shape(data_.sample_shape);
        const Value shape = Value::List(sample.sides().begin(), sample.sides().end());
        const Value before = setting_of(input, "shape");
        if (before == shape) return;
        assign(input.settings, "shape", shape);
        change(fit_input, {{"node", input.id}, {"shape", to_text(sample)}, {"before", to_text(before)}},
               {.node = input.id, .setting = "shape"});
    }

    void fit_the_output() {
        const Checked checked = check(network());
        if (!checked.ready() || checked.outputs.size() != 1) return;
        const CheckedNode& output = checked.node(checked.outputs.front());
        Node* const last = find_node(network(), sets_size_of(checked, output).id);
        if (!has_setting(*last, "units")) return;
        const Loss* const loss = kinds<Loss>().find(training().loss.kind);
        const bool are_values = sees_values(data_.target(0), loss);
        const Value units_before = setting_of(*last, "units");
        const std::int64_t before =
            units_before.get_if<std::int64_t>() ? *units_before.get_if<std::int64_t>() : 0;
        const bool is_one_of_two = !are_values && data_.classes() == 2 && before == 1 && loss &&
                                   loss->wanted_activation() != ActivationFunction::softmax &&
                                   loss->takes_classes();
        if (are_values && data_.target_shape.rank() > 1) return;
        const std::int64_t units = is_one_of_two ? 1
                                   : are_values  ? std::max<std::int64_t>(1, data_.target_shape.elements())
                                                 : data_.classes();
        if (units != before) {
            assign(last->settings, "units", units);
            change(fit_units,
                   {{"node", last->id},
                    {"units", units},
                    {"before", before},
                    {"reason", are_values ? "The data have as many values for each sample."
                                          : "The data have as many classes."}},
                   {.node = last->id, .setting = "units"});
        }
        fit_the_loss(are_values, is_one_of_two);
        fit_the_metrics(are_values);
        if (last->id == output.id) fit_the_activation(*last, are_values);
    }

    [[nodiscard]] std::string targets_in_words(bool are_values) const {
        if (are_values) return "values";
        std::string text = std::to_string(data_.classes()) + " classes";
        return data_.target_facts.is_one_hot ? text + " as rows with a single 1" : text;
    }

    void fit_the_loss(bool are_values, bool is_one_of_two) {
        const Loss* const loss = kinds<Loss>().find(training().loss.kind);
        const bool fits =
            loss &&
            (are_values
                 ? loss->target_kind() != TargetKind::class_number
                 : loss->takes_classes() &&
                       (is_one_of_two || loss->wanted_activation() != ActivationFunction::sigmoid) &&
                       !(data_.target_facts.is_one_hot && loss->target_kind() == TargetKind::class_number));
        if (fits) return;
        const std::string better = are_values                      ? "mean_squared_error"
                                   : data_.target_facts.is_one_hot ? "categorical_crossentropy"
                                                                   : "sparse_categorical_crossentropy";
        change(
            fit_loss,
            {{"loss", better}, {"before", training().loss.kind}, {"targets", targets_in_words(are_values)}},
            {.setting = "training.loss"});
        training().loss = {better, {}};
    }

    void fit_the_metrics(bool are_values) {
        const auto& metrics = training().metrics;
        const auto is_misfit = [&](const KindSettings& settings) {
            const Metric* const metric = kinds<Metric>().find(settings.kind);
            return metric && (metric->target_kind() == TargetKind::values) != are_values;
        };
        if (std::ranges::none_of(metrics, is_misfit) && (are_values || !metrics.empty())) return;
        std::vector<KindSettings> better = metrics;
        std::erase_if(better, is_misfit);
        if (better.empty()) better.push_back({are_values ? "mean_absolute_error" : "accuracy", {}});
        const auto listed = [](const std::vector<KindSettings>& all) {
            std::string text;
            for (const KindSettings& metric : all) text += (text.empty() ? "" : ", ") + metric.kind;
            return text.empty() ? std::string("none") : text;
        };
        change(fit_metrics,
               {{"metrics", listed(better)},
                {"before", listed(metrics)},
                {"targets", targets_in_words(are_values)}},
               {.setting = "training.metrics"});
        training().metrics = std::move(better);
    }

    void fit_the_activation(Node& last, bool are_values) {
        if (!has_setting(last, "activation")) return;
        const Value before = setting_of(last, "activation");
        const Loss* const loss = kinds<Loss>().find(training().loss.kind);
        std::string wanted;
        if (are_values)
            wanted =
                before == Value("softmax") || (before == Value("sigmoid") && !is_share()) ? "linear" : "";
        else if (loss && loss->wanted_activation())
            wanted = loss->wanted_activation() == ActivationFunction::softmax ? "softmax" : "sigmoid";
        if (wanted.empty() || before == Value(wanted)) return;
        assign(last.settings, "activation", wanted);
        change(fit_activation,
               {{"node", last.id}, {"activation", wanted}, {"before", *before.get_if<std::string>()}},
               {.node = last.id, .setting = "activation"});
    }

    [[nodiscard]] bool is_share() const {
        return data_.target_facts.smallest >= 0 && data_.target_facts.largest <= 1;
    }

    void fit_the_scale() {
        const bool are_bytes = data_.sample_shape.rank() == 3 && data_.lowest_input >= 0 &&
                               data_.highest_input > 64 && data_.highest_input <= 255;
        auto& steps = fitted_.project.preprocessing;
        const ValueRange raw{data_.lowest_input, data_.highest_input};
        const bool is_raw = seen_by(fitted_.project).output_range(raw) == raw;
        if (are_bytes && is_raw) {
            steps.push_back({"Rescale", {{"scale", 1.0 / 255}}});
            change(fit_rescale, {{"largest", 255}}, {.setting = "preprocessing"});
        }
        const bool are_columns = data_.sample_shape.rank() == 1;
        const bool is_small = data_.largest_input <= 1;
        if (!are_columns && !is_small) return;
        const auto is_for_bytes = [](const KindSettings& step) {
            const Value* const scale = step.kind == "Rescale" ? find(step.settings, "scale") : nullptr;
            return scale && (scale->is<double>() || scale->is<std::int64_t>()) && scale->number() < 0.01;
        };
        if (std::erase_if(steps, is_for_bytes) > 0)
            change(fit_no_rescale, {{"lowest", data_.lowest_input}, {"highest", data_.highest_input}},
                   {.setting = "preprocessing"});
        if (are_columns && data_.largest_input > usual_range && !is_brought_to_scale(raw))
            normalize_the_input();
    }

    /// Tells whether the steps already bring columns of this range to one that networks learn well from.
    [[nodiscard]] bool is_brought_to_scale(const ValueRange& raw) const {
        const ValueRange seen = seen_by(fitted_.project).output_range(raw);
        return seen != raw && std::max(-seen.lowest, seen.highest) <= usual_range;
    }

    /// Proposes augmentation for coloured pictures of the user's own, where the project has none and is made
    /// to fit them now: left and right seldom matter there.
    void propose_augmentation() {
        const bool are_photos =
            !data_.picture_sizes.empty() && data_.sample_shape.rank() == 3 && data_.sample_shape[2] == 3;
        std::vector<KindSettings>& steps = fitted_.project.augmentation;
        if (fitted_.changes.empty() || !are_photos || !steps.empty()) return;
        const std::string kind = "RandomFlip";
        steps.push_back({kind, augmentation_catalogue().find(kind)->careful_settings()});
        change(fit_augmentation, {{"step", kind}}, {.setting = "augmentation"});
    }

    /// Puts a Normalization, which learns mean and spread of each column, behind the only input.
    void normalize_the_input() {
        const auto is_kind = [](std::string_view kind) {
            return [kind](const Node& node) { return node.kind == kind; };
        };
        if (std::ranges::any_of(network().nodes, is_kind("Normalization")) ||
            std::ranges::count_if(network().nodes, is_kind("Input")) != 1)
            return;
        const std::string input = std::ranges::find_if(network().nodes, is_kind("Input"))->id;
        if (std::ranges::count(network().wires, input, &Wire::from) != 1) return;
        const Wire wire = *std::ranges::find(network().wires, input, &Wire::from);
        const std::string added = insert_into_wire(network(), wire, "Normalization");
        change(fit_normalization, {{"node", added}}, {.node = added});
    }

    static constexpr double usual_range = 4;  // what a standardized column rarely leaves

    DatasetSummary data_;
    Fitted fitted_;
};

}  // namespace

Fitted fit_to_data(Project project, const DatasetSummary& data) {
    return Fitter(std::move(project), data).fit();
}

}  // namespace glassnet

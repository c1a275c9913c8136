// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/fit_to_data.h"

#include "data/data_problems.h"
#include "layers/catalogue.h"
#include "learning/catalogue.h"
#include "network/sized_node.h"

#include <algorithm>
#include <tuple>

namespace glassnet {

namespace {

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
constexpr ProblemKind fit_normalization{"fit.normalization", Severity::hint,
                                        "{node} brings each column to mean 0 and spread 1",
                                        "Networks learn badly from columns of different size."};

class Fitter {
public:
    Fitter(Project project, const DatasetSummary& data) : data_(data), fitted_{std::move(project), {}} {}

    Fitted fit() {
        fit_the_input();
        if (!data_.target_facts.missing && !learns_the_input()) fit_the_output();
        fit_the_scale();
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

    [[nodiscard]] bool learns_the_input() {
        return std::ranges::any_of(training().outputs,
                                   [](const OutputSettings& output) { return output.target == "input"; });
    }

    void fit_the_input() {
        const auto is_input = [](const Node& node) { return node.kind == "Input"; };
        if (std::ranges::count_if(network().nodes, is_input) != 1) return;
        Node& input = *std::ranges::find_if(network().nodes, is_input);
        const auto sides = data_.sample_shape.sides();
        const Value shape = Value::List(sides.begin(), sides.end());
        const Value before = setting_of(input, "shape");
        if (before == shape) return;
        assign(input.settings, "shape", shape);
        change(fit_input,
               {{"node", input.id}, {"shape", to_text(data_.sample_shape)}, {"before", to_text(before)}},
               {.node = input.id, .setting = "shape"});
    }

    void fit_the_output() {
        const Checked checked = check(network());
        if (!checked.ready() || checked.outputs.size() != 1) return;
        const CheckedNode& output = checked.node(checked.outputs.front());
        Node* const last = find_node(network(), sets_size_of(checked, output).id);
        if (!has_setting(*last, "units")) return;
        const Loss* const loss = kinds<Loss>().find(training().loss.kind);
        const bool are_values =
            data_.classes() == 0 || (data_.target_facts.is_numbered && loss && !loss->takes_classes());
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
        if (are_bytes && steps.empty()) {
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
        if (are_columns && data_.largest_input > usual_range) normalize_the_input();
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

    const DatasetSummary& data_;
    Fitted fitted_;
};

}  // namespace

Fitted fit_to_data(Project project, const DatasetSummary& data) {
    return Fitter(std::move(project), data).fit();
}

std::pair<int, int> picture_size_for(const Project& project,
                                     const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    constexpr int usual = 64;
    if (sizes.size() == 1 && sizes.begin()->first.first <= usual && sizes.begin()->first.second <= usual)
        return sizes.begin()->first;
    for (const Node& node : project.network.nodes) {
        if (node.kind != "Input") continue;
        const Value* const shape = find(node.settings, "shape");
        const auto* const sides = shape ? shape->get_if<Value::List>() : nullptr;
        if (!sides || sides->size() != 3) continue;
        const auto *height = (*sides)[0].get_if<std::int64_t>(), *width = (*sides)[1].get_if<std::int64_t>();
        if (height && width && *height > 0 && *width > 0)
            return {static_cast<int>(*height), static_cast<int>(*width)};
    }
    return {usual, usual};
}

bool differ_in_size(const std::vector<Problem>& problems) {
    return !problems.empty() && &problems.front().kind() == &data_problems::picture_sizes;
}

std::optional<std::pair<int, int>> size_to_set(const Project& project,
                                               const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    if (project.data.image_height > 0 || sizes.empty()) return std::nullopt;
    const auto size = picture_size_for(project, sizes);
    return sizes.size() == 1 && sizes.begin()->first == size ? std::nullopt : std::optional(size);
}

std::shared_ptr<const Dataset> load_in_size(Project& project, const std::string& folder) {
    const auto in_size = [&](std::pair<int, int> size) {
        std::tie(project.data.image_height, project.data.image_width) = size;
        return load_dataset(project.data, folder);
    };
    std::shared_ptr<const Dataset> dataset;
    try {
        dataset = load_dataset(project.data, folder);
    } catch (const Error& error) {
        if (!differ_in_size(error.problems())) throw;
        return in_size(picture_size_for(project, {}));
    }
    const auto size = size_to_set(project, dataset->summary.picture_sizes);
    return size ? in_size(*size) : dataset;
}

}  // namespace glassnet

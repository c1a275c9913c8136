// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/check_training.h"

#include "data/augmentation/signs.h"
#include "data/pipeline.h"
#include "learning/catalogue.h"
#include "network/sized_node.h"
#include "training/check_layers.h"
#include "training/footprint.h"
#include "training/plans.h"
#include "training/trained_outputs.h"
#include "training/training_kinds.h"
#include "training/unknown_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace glassnet {

namespace {

constexpr ProblemKind several_inputs{"network.inputs", Severity::error,
                                     "The network has {count} Input layers, the data fills one",
                                     "Remove the others."};
constexpr ProblemKind input_shape{"data.shape", Severity::error,
                                  "{node} expects {expected} but the data's samples are {found}",
                                  "Set the shape of {node} to {found}."};
constexpr ProblemKind input_shape_behind{"data.shape_behind", Severity::error,
                                         "{node} expects {expected} but preprocessing gives {found}",
                                         "Set the shape of {node} to {found}, or change the steps."};
constexpr ProblemKind output_classes{"data.classes", Severity::error,
                                     "{node} gives {found} numbers but the data has {classes} classes",
                                     "Set the size of the last layer to {classes}."};
constexpr ProblemKind output_flat{"loss.output_shape", Severity::error,
                                  "{node} ends with {found}, the loss needs one row of numbers",
                                  "Put Flatten or a global pooling, then Dense, at the end."};
constexpr ProblemKind output_values{"data.values", Severity::error,
                                    "{node} gives {found} numbers but each target has {wanted}",
                                    "Set the size of the last layer to {wanted}."};
constexpr ProblemKind loss_needs_values{"loss.needs_values", Severity::error,
                                        "{loss} compares values but the data has classes",
                                        "Choose sparse categorical cross-entropy."};
constexpr ProblemKind loss_needs_classes{
    "loss.needs_classes", Severity::error,
    "{loss} compares classes but the data has values ({found} for each sample)",
    "Save one class number from 0 on for each sample, or choose a loss for values, such as mean squared "
    "error."};
constexpr ProblemKind loss_one_hot{
    "loss.one_hot", Severity::error,
    "{loss} compares class numbers but each target is a row of {wanted} numbers with a single 1",
    "Choose categorical cross-entropy."};
constexpr ProblemKind labels_from_one{
    "data.labels_from_one", Severity::error,
    "{node} gives {found} numbers, but the labels are {smallest} … {largest} and class numbers count from 0",
    "Subtract {smallest} from all labels."};
constexpr ProblemKind classes_empty{"data.classes_empty", Severity::error,
                                    "{node} gives {found} numbers but the data has {classes} classes, of "
                                    "which {empty} have no training sample (“{class}”)",
                                    "Remove the empty classes from the data, or add samples to them."};
constexpr ProblemKind target_not_share{
    "loss.target_zero_to_one", Severity::error,
    "{loss} needs targets of 0 … 1 but the target of sample {sample} of the {part} part holds {value}",
    "Divide the targets by {largest} if that is their largest, or choose a loss for values of any size."};
constexpr ProblemKind target_negative{
    "loss.target_negative", Severity::error,
    "{loss} needs targets of 0 or more but the target of sample {sample} of the {part} part holds {value}",
    "Mend the targets, or choose a loss for values of any sign."};
constexpr ProblemKind target_sum{
    "loss.target_sum", Severity::warning,
    "{loss} expects targets that add up to 1 but those of sample {sample} of the {part} part add up to "
    "{value}",
    "Divide each row by its sum; where several classes are right at once, choose binary cross-entropy."};
constexpr ProblemKind target_sign{"loss.target_sign", Severity::warning,
                                  "{loss} expects targets of −1 and 1, or 0 and 1, but that of sample "
                                  "{sample} of the {part} part holds {value}",
                                  "Save the targets as −1 and 1, or choose a loss for values of any size."};
constexpr ProblemKind softmax_missing{"loss.softmax_missing", Severity::error,
                                      "{loss} needs probabilities, but {node} ends with {activation}",
                                      "Set its activation to {wanted}."};
constexpr ProblemKind softmax_values{
    "loss.softmax_values", Severity::warning,
    "{node} ends with softmax, whose outputs add up to 1; {loss} compares values of any size",
    "Set its activation to linear."};
constexpr ProblemKind dropout_last{"network.dropout_last", Severity::warning,
                                   "{node} drops outputs of the network itself",
                                   "Move it before the last layer, or remove it."};
constexpr ProblemKind all_frozen{"network.all_frozen", Severity::error,
                                 "All layers with weights are frozen ({count}): nothing can be learned",
                                 "Set trainable of {node} to true."};
constexpr ProblemKind nothing_to_train{"network.no_weights", Severity::error,
                                       "The network has no weights to train",
                                       "Add a layer with weights, such as Dense or Conv2D."};
constexpr ProblemKind batch_large{
    "training.batch_large", Severity::warning,
    "The batch size {found} is larger than the {samples} training samples: each epoch is one step",
    "Choose a smaller batch."};
constexpr ProblemKind rate_unusual{
    "training.rate", Severity::warning,
    "A learning rate of {found} is unusual for {optimizer} ({low} … {high} is common)",
    "Begin with {usual}."};
constexpr ProblemKind no_samples{"training.no_samples", Severity::error, "The data has no training samples",
                                 "Choose other data, or a smaller share for validation."};
constexpr ProblemKind not_normalized{
    "data.not_normalized", Severity::warning,
    "Inputs reach {largest}; networks learn badly from such large numbers",
    "Add the preprocessing Rescale, or lower its scale, by the factor 1/{largest}."};
constexpr ProblemKind targets_large{
    "data.large_targets", Severity::warning,
    "targets reach {largest}, outputs of a new network lie around 0: learning will take very long",
    "Save the targets in a larger unit (thousands, millions), so that they lie around 1."};
constexpr ProblemKind too_small{
    "data.too_small", Severity::warning,
    "After preprocessing, inputs reach only {largest}; networks learn badly from such small numbers",
    "Remove a Rescale that the data does not need: it reaches from {lowest} to {highest}."};
constexpr ProblemKind constant_columns{"data.constant_columns", Severity::warning,
                                       "{count} columns of the training inputs hold one value only (from 0: "
                                       "{columns}); {node} makes any other value very large",
                                       "Remove these columns from the data."};
constexpr ProblemKind input_not_share{
    "loss.input_zero_to_one", Severity::error,
    "{loss} needs targets of 0 … 1 but {node} learns the input, which reaches from {lowest} to {highest}",
    "Set the preprocessing Rescale so that inputs lie within 0 … 1, or choose mean squared error."};
constexpr ProblemKind metric_targets{"metrics.targets", Severity::hint,
                                     "{metric} does not fit these targets and is not measured",
                                     "Remove it from the metrics."};

constexpr ProblemKind monitor_unmeasured{
    "monitor.unmeasured", Severity::warning,
    "There is no validation part, so {monitor} is not measured: the training part's value is watched",
    "Give the data a validation part, or watch loss or accuracy."};

/// Rounds to the digits that people read.
double short_number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return std::strtod(text.data(), nullptr);
}

/// One check under way.
class TrainingChecker {
public:
    TrainingChecker(Checked& checked, const TrainingChoices& choices)
        : checked_(checked),
          choices_(choices),
          pipeline_(choices.augmentation, choices.preprocessing, problems_of_steps_) {}

    void run() {
        take(out_of_range(TrainingRecord(choices_.settings), "training"));
        take(unknown_settings(choices_.settings));
        try {
            optimizer_ = make_optimizer(choices_.settings);
            take(optimizer_->problems());
            check_rate();
            if (const auto watched = optimizer_->schedule->watched())
                check_monitor(*watched, "training.optimizer.schedule.monitor");
        } catch (const Error& error) {
            take(error.problems());
        }
        find_outputs();
        if (outputs_.all.empty()) check_loss();
        check_metrics();
        try {
            // Where all epochs are trained, only the choice of the best one depends on it.
            const auto stopping = make_stopping(choices_.settings);
            if (choices_.settings.stopping.kind != "AllEpochs")
                check_monitor(stopping->watched(), "training.stopping.monitor");
        } catch (const Error& error) {
            take(error.problems());
        }
        try {
            const auto class_weight = make_class_weight(choices_.settings);
            if (choices_.data) {
                if (auto problem = class_weight->problem(weighted_classes()))
                    checked_.problems.push_back(*std::move(problem));
            }
        } catch (const Error& error) {
            take(error.problems());
        }
        take(problems_of_steps_);
        if (choices_.data) {
            take(pipeline_.check(choices_.data->sample_shape));
            take(pipeline_.check_classes(choices_.data->class_names));
            take(sign_problems(pipeline_.distortion(), choices_.data->class_names));
        }
        if (checked_.nodes.empty()) return;
        check_outputs();
        check_layers(checked_, choices_.settings.batch_size);
        check_dropouts();
        check_data();
        if (choices_.memory == MemoryCheck::with_a_plan) check_memory();
    }

private:
    void report(const ProblemKind& kind, Value::Map arguments = {}, Where where = {},
                std::vector<Repair> repairs = {}) {
        checked_.problems.emplace_back(kind, std::move(arguments), std::move(where), std::move(repairs));
    }
    void take(const std::vector<Problem>& problems) {
        checked_.problems.insert(checked_.problems.end(), problems.begin(), problems.end());
    }

    /// Finds the outputs. Where a layer is not ready yet, it is not known which nodes are outputs either:
    /// their problems wait until the network is connected.
    void find_outputs() {
        std::vector<Problem> problems;
        outputs_ = make_outputs(checked_, choices_.settings, choices_.data, problems);
        const bool whole = std::ranges::all_of(
            checked_.nodes, [](const CheckedNode& node) { return node.state == CheckedNode::State::ready; });
        if (!whole) {
            std::erase_if(problems, [](const Problem& problem) { return !problem.where.node.empty(); });
            outputs_.all.clear();
        }
        take(problems);
    }

    /// Checks that what is monitored is measured; otherwise reports what is monitored instead.
    void check_monitor(Monitor monitor, const char* where) {
        const std::string_view name = names(monitor)[static_cast<std::size_t>(monitor)];
        if (!choices_.data || !name.starts_with("val_") || choices_.data->validation_samples > 0) return;
        report(monitor_unmeasured, {{"monitor", name}}, {.setting = where});
    }

    /// Checks the loss of a network without outputs, which otherwise would report it.
    void check_loss() {
        try {
            (void)make_loss(choices_.settings);
        } catch (const Error& error) {
            take(error.problems());
        }
    }

    void check_metrics() {
        for (const KindSettings& chosen : choices_.settings.metrics) {
            const Metric* const known = kinds<Metric>().find(chosen.kind);
            if (!known) {
                take({kinds<Metric>().ignored(chosen.kind, {.setting = "training.metrics"})});
                continue;
            }
            take(configure(*known->clone(), chosen.settings, {.setting = "training.metrics." + chosen.kind}));
            const bool asked_for_more = known->id() != "accuracy";  // is in every new project
            if (choices_.data && asked_for_more && !outputs_.all.empty() &&
                known->target_kind() != main_target_kind())
                report(metric_targets, {{"metric", known->description().title}},
                       {.setting = "training.metrics"});
        }
    }

    [[nodiscard]] TargetKind main_target_kind() const {
        return target(outputs_.all[outputs_.main]).classes() > 0 ? TargetKind::class_number
                                                                 : TargetKind::values;
    }

    /// Returns the number of the data's classes, unless their numbers are learned as values.
    [[nodiscard]] int weighted_classes() const {
        const bool learned = !outputs_.all.empty() && outputs_.all[outputs_.main].target == 0;
        return learned ? target(outputs_.all[outputs_.main]).classes() : choices_.data->classes();
    }

    void check_rate() {
        const UsualRates usual = optimizer_->usual_rates();
        const double rate = optimizer_->learning_rate;
        if (rate >= usual.low && rate <= usual.high) return;
        report(rate_unusual,
               {{"found", rate},
                {"optimizer", optimizer_->id()},
                {"low", usual.low},
                {"high", usual.high},
                {"usual", usual.first}},
               {.setting = "training.optimizer.learning_rate"});
    }

    void check_outputs() {
        if (checked_.inputs.size() > 1) {
            report(several_inputs, {{"count", static_cast<std::int64_t>(checked_.inputs.size())}},
                   {.node = checked_.node(checked_.inputs.back()).id});
        }
        if (checked_.ready() && checked_.trainable_parameters() == 0) report_nothing_to_train();
        for (const TrainedOutput& output : outputs_.all) {
            if (const CheckedNode* last = node_of(output); last && output.loss) check_output(output, *last);
        }
    }

    void check_output(const TrainedOutput& output, const CheckedNode& last) {
        const auto activation = last.layer->activation_function();
        const auto wanted = output.loss->wanted_activation();
        const std::string_view title = output.loss->description().title;
        if (wanted && !last.layer->traits().drops_values && activation != ActivationFunction::softmax &&
            activation != ActivationFunction::sigmoid) {
            std::vector<Repair> repairs;
            if (find_setting(*last.layer, "activation"))
                repairs.push_back({.action = Repair::Action::set_setting,
                                   .node = last.id,
                                   .setting = "activation",
                                   .value = name_of(*wanted),
                                   .title = wanted == ActivationFunction::softmax
                                                ? "Set activation to softmax"
                                                : "Set activation to sigmoid"});
            report(softmax_missing,
                   {{"loss", title},
                    {"wanted", name_of(*wanted)},
                    {"node", last.id},
                    {"activation", activation ? name_of(*activation) : last.layer->id()}},
                   {.node = last.id}, std::move(repairs));
        }
        if (!output.loss->takes_classes() && activation == ActivationFunction::softmax)
            report(softmax_values, {{"loss", title}, {"node", last.id}}, {.node = last.id},
                   {without_softmax(last)});
        if (last.output_shape.rank() != 1 && !may_have_shape(output, last))
            report(output_flat, {{"node", last.id}, {"found", to_text(last.output_shape)}},
                   {.node = last.id});
    }

    /// Tells whether pictures can be compared with pictures, element by element; a single channel may be left
    /// out of their sides.
    [[nodiscard]] bool may_have_shape(const TrainedOutput& output, const CheckedNode& last) const {
        if (!output.loss->takes_any_shape()) return false;
        if (!choices_.data) return true;  // not known yet
        const TargetSummary wanted = target(output);
        const Shape& shape = last.output_shape;
        const bool one_channel = shape.rank() == 3 && shape[2] == 1 && wanted.shape.rank() == 2;
        return wanted.classes() == 0 && (wanted.shape.rank() == shape.rank() || one_channel);
    }

    void report_nothing_to_train() {
        std::vector<const CheckedNode*> frozen;
        for (const CheckedNode& node : checked_.nodes) {
            if (node.parameters > 0 && !node.layer->is_trainable()) frozen.push_back(&node);
        }
        if (frozen.empty()) return report(nothing_to_train);
        const std::string& last = frozen.back()->id;
        report(all_frozen, {{"count", static_cast<std::int64_t>(frozen.size())}, {"node", last}},
               {.node = last, .setting = "trainable"},
               {{.action = Repair::Action::set_setting,
                 .node = last,
                 .setting = "trainable",
                 .value = true,
                 .title = "Let {node} learn",
                 .arguments = {{"node", last}}}});
    }

    void check_dropouts() {
        for (const TrainedOutput& output : outputs_.all) {
            const CheckedNode* const last = node_of(output);
            if (!last || !last->layer->traits().drops_values) continue;
            report(dropout_last, {{"node", last->id}}, {.node = last->id},
                   {{.action = Repair::Action::remove_node,
                     .node = last->id,
                     .title = "Remove {node}",
                     .arguments = {{"node", last->id}}}});
        }
    }

    void check_data() {
        const DatasetSummary* data = choices_.data;
        if (!data) return;
        if (data->training_samples == 0) report(no_samples, {}, {.setting = "data"});
        if (choices_.settings.batch_size > data->training_samples && data->training_samples > 0) {
            report(batch_large,
                   {{"found", choices_.settings.batch_size}, {"samples", data->training_samples}},
                   {.setting = "training.batch_size"});
        }
        check_scale(*data);
        if (checked_.inputs.size() == 1) check_input(checked_.node(checked_.inputs.front()), *data);
        for (const TrainedOutput& output : outputs_.all) {
            if (const CheckedNode* last = node_of(output); last && output.loss) {
                check_target(output, *last, target(output));
                check_target_scale(output, target(output));
            }
        }
    }

    /// Warns of values that a network, whose outputs begin around 0 and 1, needs very long to reach.
    void check_target_scale(const TrainedOutput& output, const TargetSummary& target) {
        constexpr double far_away = 1000;
        constexpr std::array<std::string_view, 4> by_distance{"mean_squared_error", "mean_absolute_error",
                                                              "huber", "log_cosh"};
        const double largest = std::max(std::abs(target.facts.smallest), std::abs(target.facts.largest));
        if (largest < far_away || !sees_values(target, output.loss.get()) ||
            std::ranges::find(by_distance, output.loss->id()) == by_distance.end())
            return;
        report(targets_large, {{"largest", short_number(largest)}}, {.setting = "data.targets"});
    }

    /// Returns what an output is compared with. Only with data.
    [[nodiscard]] TargetSummary target(const TrainedOutput& output) const {
        return target_of(output, *choices_.data, pipeline_.output_shape(choices_.data->sample_shape));
    }

    /// Returns the lowest and highest value that the network sees.
    [[nodiscard]] ValueRange input_range(const DatasetSummary& data) const {
        return pipeline_.output_range({data.lowest_input, data.highest_input});
    }

    void check_scale(const DatasetSummary& data) {
        const auto [lowest, highest] = input_range(data);
        const double largest = std::max(std::abs(lowest), std::abs(highest));
        const CheckedNode* const normalization = first_normalization();
        if (normalization && !data.constant_columns.empty())
            report_constant_columns(normalization->id, {.node = normalization->id}, data.constant_columns);
        else if (std::ranges::find(choices_.preprocessing, "Normalization", &KindSettings::kind) !=
                     choices_.preprocessing.end() &&
                 !data.constant_columns.empty())
            report_constant_columns("Normalization", {.setting = "preprocessing"}, data.constant_columns);
        if (normalization || lowest == highest) return;
        const Where where{.setting = "preprocessing"};
        if (largest > 20) report(not_normalized, {{"largest", short_number(largest)}}, where);
        if (largest < 0.01)
            report(too_small,
                   {{"largest", short_number(largest)},
                    {"lowest", short_number(data.lowest_input)},
                    {"highest", short_number(data.highest_input)}},
                   where);
    }

    /// Returns the node that brings the input to its own scale; nullptr where there is none.
    [[nodiscard]] const CheckedNode* first_normalization() const {
        const auto found = std::ranges::find_if(checked_.nodes, [&](const CheckedNode& node) {
            return node.layer && node.layer->id() == "Normalization" && node.inputs.size() == 1 &&
                   checked_.inputs.size() == 1 && node.inputs.front() == checked_.inputs.front();
        });
        return found == checked_.nodes.end() ? nullptr : &*found;
    }

    void report_constant_columns(const std::string& normalization, const Where& where,
                                 const std::vector<std::int64_t>& columns) {
        constexpr std::size_t listed = 10;
        std::string names;
        for (std::size_t i = 0; i < std::min(columns.size(), listed); ++i)
            names += (i > 0 ? ", " : "") + std::to_string(columns[i]);
        if (columns.size() > listed) names += " …";
        report(constant_columns,
               {{"count", static_cast<std::int64_t>(columns.size())},
                {"columns", names},
                {"node", normalization}},
               where);
    }

    void check_input(const CheckedNode& input, const DatasetSummary& data) {
        const Shape sample = pipeline_.output_shape(data.sample_shape);
        if (input.state != CheckedNode::State::ready || input.output_shape == sample) return;
        const std::string found = to_text(sample);
        report(sample == data.sample_shape ? input_shape : input_shape_behind,
               {{"node", input.id}, {"expected", to_text(input.output_shape)}, {"found", found}},
               {.node = input.id, .setting = "shape"},
               {{.action = Repair::Action::set_setting,
                 .node = input.id,
                 .setting = "shape",
                 .value = Value::List(sample.sides().begin(), sample.sides().end()),
                 .title = "Set the shape to {found}",
                 .arguments = {{"found", found}}}});
    }

    void check_target(const TrainedOutput& output, const CheckedNode& last, const TargetSummary& target) {
        if (target.facts.missing) {
            if (told_targets_.insert(output.target).second) take({*target.facts.missing});
            return;
        }
        const bool classes = target.classes() > 0,
                   wants_numbers = output.loss->target_kind() == TargetKind::class_number;
        if (classes || wants_numbers) {
            if (told_targets_.insert(output.target).second) take(target.facts.label_problems);
            if (has_errors(target.facts.label_problems)) return;
        }
        const std::int64_t found = last.output_shape.elements(),
                           wanted = classes ? target.classes() : target.elements();
        const bool numbers_as_values = !classes && target.facts.is_numbered && !target.facts.is_one_hot &&
                                       !has_errors(target.facts.label_problems);
        if (!classes && wants_numbers)
            report_needs_classes(output, last, wanted);
        else if (classes && wants_numbers && target.facts.is_one_hot)
            report(loss_one_hot, {{"loss", output.loss->description().title}, {"wanted", wanted}},
                   loss_of(output),
                   {for_output(output, {.action = Repair::Action::replace_loss,
                                        .kind = "categorical_crossentropy",
                                        .title = "Use categorical cross-entropy"})});
        else if ((classes && !output.loss->takes_classes()) || (numbers_as_values && found != 1))
            report(loss_needs_values, {{"loss", output.loss->description().title}}, loss_of(output),
                   {for_output(output, {.action = Repair::Action::replace_loss,
                                        .kind = "sparse_categorical_crossentropy",
                                        .title = "Use sparse categorical cross-entropy"})});
        else if (found != wanted && !predicts_yes_or_no(output, last, target))
            report_size(last, target, wanted);
        else if (!output.target)
            check_input_range(output);
        else if (!classes)
            check_range(output, target.facts);
    }

    [[nodiscard]] const OutputSettings* own_settings(const TrainedOutput& output) const {
        const auto own = std::ranges::find(choices_.settings.outputs, output.node, &OutputSettings::node);
        return own == choices_.settings.outputs.end() ? nullptr : &*own;
    }

    [[nodiscard]] Where loss_of(const TrainedOutput& output) const {
        const OutputSettings* const own = own_settings(output);
        return {.setting = own && !own->loss.kind.empty() ? "training.outputs." + output.node + ".loss"
                                                          : "training.loss"};
    }

    /// Directs a repair at the output's own loss where its settings name it; otherwise that of the training
    /// was meant.
    [[nodiscard]] Repair for_output(const TrainedOutput& output, Repair repair) const {
        if (own_settings(output)) repair.node = output.node;
        return repair;
    }

    void report_needs_classes(const TrainedOutput& output, const CheckedNode& last, std::int64_t values) {
        std::vector<Repair> repairs;
        if (last.layer->activation_function() != ActivationFunction::softmax) {
            repairs.push_back(for_output(output, {.action = Repair::Action::replace_loss,
                                                  .kind = "mean_squared_error",
                                                  .title = "Use mean squared error"}));
        }
        report(loss_needs_classes, {{"loss", output.loss->description().title}, {"found", values}},
               loss_of(output), std::move(repairs));
    }

    /// Reports that network and data differ in size; which of the two must be changed depends on where the
    /// number comes from.
    void report_size(const CheckedNode& last, const TargetSummary& target, std::int64_t wanted) {
        const TargetFacts& facts = target.facts;
        const std::int64_t found = last.output_shape.elements(), classes = target.classes();
        const Where where{.node = last.id};
        if (facts.is_numbered && facts.smallest > 0 &&
            found == static_cast<std::int64_t>(facts.largest - facts.smallest) + 1)
            return report(labels_from_one,
                          {{"node", last.id},
                           {"found", found},
                           {"smallest", static_cast<std::int64_t>(facts.smallest)},
                           {"largest", static_cast<std::int64_t>(facts.largest)}},
                          where);
        if (facts.beyond_training && found == facts.training_classes) return take({*facts.beyond_training});
        if (facts.empty_classes > 0 && found == classes - facts.empty_classes)
            return report(classes_empty,
                          {{"node", last.id},
                           {"found", found},
                           {"classes", classes},
                           {"empty", facts.empty_classes},
                           {"class", facts.first_empty_class}},
                          where);
        std::vector<Repair> repairs;
        if (const CheckedNode& sized = sets_size_of(checked_, last); find_setting(*sized.layer, "units")) {
            repairs.push_back({.action = Repair::Action::set_setting,
                               .node = sized.id,
                               .setting = "units",
                               .value = wanted,
                               .title = "Set units to {wanted}",
                               .arguments = {{"wanted", wanted}}});
        }
        report(classes > 0 ? output_classes : output_values,
               {{"node", last.id}, {"found", found}, {"classes", wanted}, {"wanted", wanted}}, where,
               std::move(repairs));
    }

    void check_input_range(const TrainedOutput& output) {
        if (output.loss->target_range() != TargetRange::zero_to_one) return;
        const auto [lowest, highest] = input_range(*choices_.data);
        constexpr double rounding = 1e-5;
        if (lowest >= -rounding && highest <= 1 + rounding) return;
        report(input_not_share,
               {{"loss", output.loss->description().title},
                {"node", output.node},
                {"lowest", lowest},
                {"highest", highest}},
               loss_of(output));
    }

    void check_range(const TrainedOutput& output, const TargetFacts& facts) {
        const TargetRange range = output.loss->target_range();
        const auto check = [&](TargetRange part_of_it, const ProblemKind& kind) {
            const auto found = facts.outside.find(part_of_it);
            if (found == facts.outside.end()) return false;
            const auto& [part, sample, value] = found->second;
            report(kind,
                   {{"loss", output.loss->description().title},
                    {"part", part},
                    {"sample", sample},
                    {"value", value},
                    {"largest", facts.largest}},
                   loss_of(output));
            return true;
        };
        if (range == TargetRange::zero_to_one) check(TargetRange::zero_to_one, target_not_share);
        if (range == TargetRange::shares && !check(TargetRange::zero_to_one, target_not_share))
            check(range, target_sum);
        if (range == TargetRange::not_negative) check(range, target_negative);
        if (range == TargetRange::signs) check(range, target_sign);
    }

    /// Tells whether one output stands for two classes, which suffices where the loss compares values.
    [[nodiscard]] static bool predicts_yes_or_no(const TrainedOutput& output, const CheckedNode& last,
                                                 const TargetSummary& target) {
        return target.classes() == 2 && last.output_shape.elements() == 1 &&
               output.loss->target_kind() == TargetKind::values;
    }

    /// Checks the memory before anything is allocated: a machine that swaps helps nobody.
    void check_memory() {
        const bool losses = std::ranges::all_of(
            outputs_.all, [](const TrainedOutput& output) { return output.loss != nullptr; });
        if (!checked_.ready() || outputs_.all.empty() || !losses || !optimizer_) return;
        const DatasetSummary* data = choices_.data;
        const std::int64_t most = data && data->training_samples > 0 ? data->training_samples : 65'536;
        const int batch = static_cast<int>(std::clamp<std::int64_t>(choices_.settings.batch_size, 1, most));
        const double needed = training_bytes(
            checked_,
            {.learning = learning_plan(choices_.settings, *optimizer_, batch, outputs_.fused_activations()),
             .optimizer_variables = optimizer_->memory_tensors(),
             .threads = choices_.threads});
        if (auto problem = memory_problem(needed)) checked_.problems.push_back(std::move(*problem));
    }

    /// Returns the node of an output; nullptr where its shape is not known.
    [[nodiscard]] const CheckedNode* node_of(const TrainedOutput& output) const {
        const CheckedNode* const node = checked_.find(output.node);
        return node && node->state == CheckedNode::State::ready ? node : nullptr;
    }

    Checked& checked_;
    const TrainingChoices& choices_;
    std::vector<Problem> problems_of_steps_;
    Pipeline pipeline_;
    TrainedOutputs outputs_;
    std::unique_ptr<Optimizer> optimizer_;
    std::set<std::optional<int>> told_targets_;  // whose labels were reported
};

}  // namespace

void check_training(Checked& checked, const TrainingChoices& choices) {
    TrainingChecker(checked, choices).run();
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/check_training.h"

#include "data/pipeline.h"
#include "training/catalogue.h"
#include "training/check_layers.h"
#include "training/footprint.h"
#include "training/heads.h"
#include "training/plans.h"
#include "training/training_kinds.h"
#include "training/unknown_settings.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind checkpoints_range{"training.keep_checkpoints", Severity::error,
                                        "{found} checkpoints are to be kept, allowed is 1 … 1,000,000", "Choose at least 1."};
constexpr ProblemKind seconds_range{"training.max_seconds", Severity::error, "The time limit is {found} seconds",
                                    "Choose 0 for no limit, or more."};
constexpr ProblemKind several_inputs{"network.inputs", Severity::error, "The network has {count} Input layers, the data fills one",
                                     "Remove the others."};
constexpr ProblemKind input_shape{"data.shape", Severity::error, "{node} expects {expected} but the data's samples are {found}",
                                  "Set the shape of {node} to {found}."};
constexpr ProblemKind output_classes{"data.classes", Severity::error, "{node} gives {found} numbers but the data has {classes} classes",
                                     "Set the size of the last layer to {classes}."};
constexpr ProblemKind output_flat{"loss.output_shape", Severity::error, "{node} ends with {found}, the loss needs one row of numbers",
                                  "Put Flatten or a global pooling, then Dense, at the end."};
constexpr ProblemKind output_values{"data.values", Severity::error, "{node} gives {found} numbers but each target has {wanted}",
                                    "Set the size of the last layer to {wanted}."};
constexpr ProblemKind loss_needs_values{"loss.needs_values", Severity::error, "{loss} compares values but the data has classes",
                                        "Choose sparse categorical cross-entropy."};
constexpr ProblemKind loss_needs_classes{"loss.needs_classes", Severity::error, "{loss} compares classes but the data has values",
                                         "Choose mean squared error."};
constexpr ProblemKind softmax_missing{"loss.softmax_missing", Severity::error,
                                      "{loss} needs probabilities, but {node} ends with {activation}", "Set its activation to {wanted}."};
constexpr ProblemKind softmax_values{"loss.softmax_values", Severity::warning,
                                     "{node} ends with softmax, whose outputs add up to 1; {loss} compares values of any size",
                                     "Set its activation to linear."};
constexpr ProblemKind dropout_last{"network.dropout_last", Severity::warning, "{node} drops outputs of the network itself",
                                   "Move it before the last layer, or remove it."};
constexpr ProblemKind all_frozen{"network.all_frozen", Severity::error,
                                 "All layers with weights are frozen ({count}): nothing can be learned",
                                 "Set trainable of {node} to true."};
constexpr ProblemKind nothing_to_train{"network.no_weights", Severity::error, "The network has no weights to train",
                                       "Add a layer with weights, such as Dense or Conv2D."};
constexpr ProblemKind epochs_range{"training.epochs", Severity::error, "Epochs are {found}, allowed is 1 … 1,000,000",
                                   "Choose at least 1."};
constexpr ProblemKind batch_range{"training.batch_size", Severity::error, "The batch size is {found}, allowed is 1 … 65,536",
                                  "Choose at least 1; 32 is a good start."};
constexpr ProblemKind batch_large{"training.batch_large", Severity::warning,
                                  "The batch size {found} is larger than the {samples} training samples: each epoch is one step",
                                  "Choose a smaller batch."};
constexpr ProblemKind rate_unusual{"training.rate", Severity::warning,
                                   "A learning rate of {found} is unusual for {optimizer} ({low} … {high} is common)",
                                   "Begin with {usual}."};
constexpr ProblemKind no_samples{"training.no_samples", Severity::error, "The data has no training samples",
                                 "Choose other data, or a smaller share for validation."};
constexpr ProblemKind not_normalized{"data.not_normalized", Severity::warning,
                                     "Inputs reach {largest}; networks learn badly from such large numbers",
                                     "Add the preprocessing Rescale with scale 1/{largest}."};
constexpr ProblemKind metric_unknown{"metrics.unknown", Severity::warning, "“{kind}” is not a metric of this version",
                                     "Choose one of: {allowed}."};
constexpr ProblemKind metric_targets{"metrics.targets", Severity::hint, "{metric} does not fit these targets and is not measured",
                                     "Remove it from the metrics."};

constexpr ProblemKind monitor_unmeasured{"monitor.unmeasured", Severity::warning,
                                         "There is no validation part, so {monitor} is not measured: the training part's figure is watched",
                                         "Give the data a validation part, or watch loss or accuracy."};

/// One check under way.
class TrainingChecker {
public:
    TrainingChecker(Checked& checked, const TrainingChoices& choices) : checked_(checked), choices_(choices) {}

    void run() {
        check_numbers();
        take(unknown_settings(choices_.settings));
        try {
            optimizer_ = make_optimizer(choices_.settings);
            take(optimizer_->problems());
            check_rate();
        } catch (const Error& error) {
            take(error.problems());
        }
        find_heads();
        if (heads_.all.empty()) check_loss();
        check_metrics();
        try {
            check_monitor(make_stopping(choices_.settings)->watched(), "training.stopping.monitor");
        } catch (const Error& error) {
            take(error.problems());
        }
        try {
            const auto class_weight = make_class_weight(choices_.settings);
            if (choices_.data) {
                if (auto problem = class_weight->problem(choices_.data->classes())) checked_.problems.push_back(*std::move(problem));
            }
        } catch (const Error& error) {
            take(error.problems());
        }
        const Pipeline pipeline(choices_.augmentation, choices_.preprocessing, checked_.problems);
        if (choices_.data) take(pipeline.check(choices_.data->sample_shape));
        if (checked_.nodes.empty()) return;
        check_ends();
        check_layers(checked_, choices_.settings.batch_size);
        check_dropouts();
        check_data();
        check_memory();
    }

private:
    void report(const ProblemKind& kind, Value::Map arguments = {}, Where where = {}, std::vector<Repair> repairs = {}) {
        checked_.problems.emplace_back(kind, std::move(arguments), std::move(where), std::move(repairs));
    }
    void take(const std::vector<Problem>& problems) { checked_.problems.insert(checked_.problems.end(), problems.begin(), problems.end()); }

    /// Where a layer is not ready yet, what is an end is not known either: problems of ends wait until the network hangs together.
    void find_heads() {
        std::vector<Problem> problems;
        heads_ = make_heads(checked_, choices_.settings, choices_.data, problems);
        const bool whole =
            std::ranges::all_of(checked_.nodes, [](const CheckedNode& node) { return node.state == CheckedNode::State::ready; });
        if (!whole) {
            std::erase_if(problems, [](const Problem& problem) { return !problem.where.node.empty(); });
            heads_.all.clear();
        }
        take(problems);
    }

    void check_numbers() {
        const TrainingSettings& settings = choices_.settings;
        if (settings.epochs < 1 || settings.epochs > 1'000'000)
            report(epochs_range, {{"found", settings.epochs}}, {.setting = "training.epochs"});
        if (settings.batch_size < 1 || settings.batch_size > 65'536)
            report(batch_range, {{"found", settings.batch_size}}, {.setting = "training.batch_size"});
        if (settings.keep_checkpoints < 1 || settings.keep_checkpoints > 1'000'000)
            report(checkpoints_range, {{"found", settings.keep_checkpoints}}, {.setting = "training.keep_checkpoints"});
        if (!(settings.max_seconds >= 0)) report(seconds_range, {{"found", settings.max_seconds}}, {.setting = "training.max_seconds"});
    }

    /// What is watched is measured, or it is said what is watched in its stead.
    void check_monitor(Monitor monitor, const char* where) {
        const std::string_view name = names(monitor)[static_cast<std::size_t>(monitor)];
        if (!choices_.data || !name.starts_with("val_") || choices_.data->validation_samples > 0) return;
        if (choices_.settings.stopping.kind == "AllEpochs") return;  // nothing but the choice of the best epoch hangs on it
        report(monitor_unmeasured, {{"monitor", name}}, {.setting = where});
    }

    /// Of a network without ends, none of which could tell it.
    void check_loss() {
        try {
            (void)make_loss(choices_.settings);
        } catch (const Error& error) {
            take(error.problems());
        }
    }

    void check_metrics() {
        for (const KindSettings& chosen : choices_.settings.metrics) {
            const Metric* const known = find_metric(chosen.kind);
            if (!known) {
                report(metric_unknown, {{"kind", chosen.kind}, {"allowed", ids(metric_catalogue())}}, {.setting = "training.metrics"});
                continue;
            }
            take(configure(*known->clone(), chosen.settings, {.setting = "training.metrics." + chosen.kind}));
            const bool asked_for_more = known->id() != "accuracy";  // stands in every new project
            if (choices_.data && asked_for_more && !heads_.all.empty() && known->target_kind() != main_target_kind())
                report(metric_targets, {{"metric", known->description().title}}, {.setting = "training.metrics"});
        }
    }

    [[nodiscard]] TargetKind main_target_kind() const {
        return target_of(heads_.all[heads_.main], *choices_.data).classes() > 0 ? TargetKind::class_number : TargetKind::values;
    }

    void check_rate() {
        const UsualRates usual = optimizer_->usual_rates();
        const double rate = optimizer_->learning_rate;
        if (rate >= usual.low && rate <= usual.high) return;
        report(rate_unusual,
               {{"found", rate}, {"optimizer", optimizer_->id()}, {"low", usual.low}, {"high", usual.high}, {"usual", usual.first}},
               {.setting = "training.optimizer.learning_rate"});
    }

    void check_ends() {
        if (checked_.inputs.size() > 1) {
            report(several_inputs, {{"count", static_cast<std::int64_t>(checked_.inputs.size())}},
                   {.node = checked_.nodes[static_cast<std::size_t>(checked_.inputs.back())].id});
        }
        if (checked_.ready() && checked_.trainable_parameters() == 0) report_nothing_to_train();
        for (const Head& head : heads_.all) {
            if (const CheckedNode* last = end_of(head); last && head.loss) check_end(head, *last);
        }
    }

    void check_end(const Head& head, const CheckedNode& last) {
        const auto activation = last.layer->activation_name();
        const std::string_view wanted = head.loss->wanted_activation();
        const std::string_view title = head.loss->description().title;
        if (!wanted.empty() && !last.layer->traits().drops_values && activation != "softmax" && activation != "sigmoid") {
            std::vector<Repair> repairs;
            if (find_setting(*last.layer, "activation"))
                repairs.push_back({.action = Repair::Action::set_setting,
                                   .node = last.id,
                                   .setting = "activation",
                                   .value = wanted,
                                   .title = wanted == "softmax" ? "Set activation to softmax" : "Set activation to sigmoid"});
            report(softmax_missing,
                   {{"loss", title},
                    {"wanted", wanted},
                    {"node", last.id},
                    {"activation", activation.empty() ? last.layer->id() : activation}},
                   {.node = last.id}, std::move(repairs));
        }
        if (!head.loss->takes_classes() && activation == "softmax")
            report(softmax_values, {{"loss", title}, {"node", last.id}}, {.node = last.id}, {without_softmax(last)});
        if (last.output_shape.rank() != 1 && !may_have_shape(head, last))
            report(output_flat, {{"node", last.id}, {"found", to_text(last.output_shape)}}, {.node = last.id});
    }

    /// Pictures are compared with pictures, element by element.
    [[nodiscard]] bool may_have_shape(const Head& head, const CheckedNode& last) const {
        if (!head.loss->takes_any_shape() || !choices_.data) return head.loss->takes_any_shape() && head.target != 0;
        const TargetSummary target = target_of(head, *choices_.data);
        return target.classes() == 0 && target.shape.rank() == last.output_shape.rank();
    }

    void report_nothing_to_train() {
        std::vector<const CheckedNode*> frozen;
        for (const CheckedNode& node : checked_.nodes) {
            if (node.parameters > 0 && !node.layer->is_trainable()) frozen.push_back(&node);
        }
        if (frozen.empty()) return report(nothing_to_train);
        const std::string& last = frozen.back()->id;
        report(all_frozen, {{"count", static_cast<std::int64_t>(frozen.size())}, {"node", last}}, {.node = last, .setting = "trainable"},
               {{.action = Repair::Action::set_setting,
                 .node = last,
                 .setting = "trainable",
                 .value = true,
                 .title = "Let {node} learn",
                 .arguments = {{"node", last}}}});
    }

    void check_dropouts() {
        for (const Head& head : heads_.all) {
            const CheckedNode* const last = end_of(head);
            if (!last || !last->layer->traits().drops_values) continue;
            report(
                dropout_last, {{"node", last->id}}, {.node = last->id},
                {{.action = Repair::Action::remove_node, .node = last->id, .title = "Remove {node}", .arguments = {{"node", last->id}}}});
        }
    }

    void check_data() {
        const DatasetSummary* data = choices_.data;
        if (!data) return;
        if (data->training_samples == 0) report(no_samples, {}, {.setting = "data"});
        if (choices_.settings.batch_size > data->training_samples && data->training_samples > 0) {
            report(batch_large, {{"found", choices_.settings.batch_size}, {"samples", data->training_samples}},
                   {.setting = "training.batch_size"});
        }
        if (data->largest_input > 20 && choices_.preprocessing.empty())
            report(not_normalized, {{"largest", data->largest_input}}, {.setting = "preprocessing"});
        if (checked_.inputs.size() == 1) check_input(checked_.nodes[static_cast<std::size_t>(checked_.inputs.front())], *data);
        for (const Head& head : heads_.all) {
            if (const CheckedNode* last = end_of(head); last && head.loss) check_target(head, *last, target_of(head, *data));
        }
    }

    void check_input(const CheckedNode& input, const DatasetSummary& data) {
        if (input.state != CheckedNode::State::ready || input.output_shape == data.sample_shape) return;
        Value::List shape;
        for (const auto side : data.sample_shape.sides()) shape.emplace_back(side);
        const std::string found = to_text(data.sample_shape);
        report(input_shape, {{"node", input.id}, {"expected", to_text(input.output_shape)}, {"found", found}},
               {.node = input.id, .setting = "shape"},
               {{.action = Repair::Action::set_setting,
                 .node = input.id,
                 .setting = "shape",
                 .value = shape,
                 .title = "Set the shape to {found}",
                 .arguments = {{"found", found}}}});
    }

    void check_target(const Head& head, const CheckedNode& last, const TargetSummary& target) {
        const bool classes = target.classes() > 0;
        const Value::Map loss{{"loss", head.loss->description().title}};
        const auto own = std::ranges::find(choices_.settings.outputs, head.node, &OutputSettings::node);
        const bool has_own_loss = own != choices_.settings.outputs.end() && !own->loss.kind.empty();
        const Where where{.setting = has_own_loss ? "training.outputs." + head.node + ".loss" : "training.loss"};
        // An end that is named gets a loss of its own; else that of the training was meant.
        const std::string node = own != choices_.settings.outputs.end() ? head.node : "";
        if (!classes && head.loss->target_kind() == TargetKind::class_number) {
            report(
                loss_needs_classes, loss, where,
                {{.action = Repair::Action::replace_loss, .node = node, .kind = "mean_squared_error", .title = "Use mean squared error"}});
        } else if (classes && !head.loss->takes_classes()) {
            report(loss_needs_values, loss, where,
                   {{.action = Repair::Action::replace_loss,
                     .node = node,
                     .kind = "sparse_categorical_crossentropy",
                     .title = "Use sparse categorical cross-entropy"}});
        } else if (const std::int64_t wanted = classes ? target.classes() : target.elements();
                   last.output_shape.elements() != wanted && !answers_yes_or_no(head, last, target)) {
            std::vector<Repair> repairs;
            if (const CheckedNode& sized = sets_size_of(last); find_setting(*sized.layer, "units")) {
                repairs.push_back({.action = Repair::Action::set_setting,
                                   .node = sized.id,
                                   .setting = "units",
                                   .value = wanted,
                                   .title = "Set units to {wanted}",
                                   .arguments = {{"wanted", wanted}}});
            }
            report(classes ? output_classes : output_values,
                   {{"node", last.id}, {"found", last.output_shape.elements()}, {"classes", wanted}, {"wanted", wanted}}, {.node = last.id},
                   std::move(repairs));
        }
    }

    /// Two classes need one output only, where the loss compares values.
    [[nodiscard]] static bool answers_yes_or_no(const Head& head, const CheckedNode& last, const TargetSummary& target) {
        return target.classes() == 2 && last.output_shape.elements() == 1 && head.loss->target_kind() == TargetKind::values;
    }

    /// The node that decides how many numbers `node` gives: itself, or the last before it that does not just pass the shape on.
    [[nodiscard]] const CheckedNode& sets_size_of(const CheckedNode& node) const {
        const CheckedNode* at = &node;
        while (!find_setting(*at->layer, "units") && at->inputs.size() == 1) {
            const CheckedNode& before = checked_.nodes[static_cast<std::size_t>(at->inputs.front())];
            if (before.output_shape != at->output_shape) break;
            at = &before;
        }
        return *at;
    }

    /// Asked before anything is allocated: a machine that swaps helps nobody.
    void check_memory() {
        const bool losses = std::ranges::all_of(heads_.all, [](const Head& head) { return head.loss != nullptr; });
        if (!checked_.ready() || heads_.all.empty() || !losses || !optimizer_) return;
        const DatasetSummary* data = choices_.data;
        const std::int64_t most = data && data->training_samples > 0 ? data->training_samples : 65'536;
        const int batch = static_cast<int>(std::clamp<std::int64_t>(choices_.settings.batch_size, 1, most));
        const double needed =
            training_bytes(checked_, {.learning = learning_plan(choices_.settings, *optimizer_, batch, heads_.fused_activations()),
                                      .optimizer_variables = optimizer_->memory_tensors(),
                                      .threads = choices_.threads});
        if (needed < 256e6) return;  // not worth a look at the machine
        if (auto problem = memory_problem(needed)) checked_.problems.push_back(std::move(*problem));
    }

    /// nullptr where its shape is not known.
    [[nodiscard]] const CheckedNode* end_of(const Head& head) const {
        const CheckedNode* const node = checked_.find(head.node);
        return node && node->state == CheckedNode::State::ready ? node : nullptr;
    }

    Checked& checked_;
    const TrainingChoices& choices_;
    Heads heads_;
    std::unique_ptr<Optimizer> optimizer_;
};

}  // namespace

void check_training(Checked& checked, const TrainingChoices& choices) { TrainingChecker(checked, choices).run(); }

}  // namespace glassnet

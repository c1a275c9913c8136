// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trained_outputs.h"

#include "learning/catalogue.h"
#include "training/training_kinds.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind several_outputs{
    "network.outputs", Severity::error,
    "{node} is a loose output: the network has {count} outputs ({nodes}) and nothing says what {node} learns",
    "Join it to the network, remove it, or let it learn too."};
constexpr ProblemKind output_unknown{
    "training.output_unknown", Severity::warning,
    "The training names {node} as an output, which is no output of the network",
    "Forget it, or name the node that it was."};
constexpr ProblemKind output_twice{"training.output_twice", Severity::error,
                                   "The training names the output {node} twice", "Remove one of the two."};
constexpr ProblemKind target_unknown{"training.output_target", Severity::error,
                                     "{node} is to learn the target “{target}”; there are: {found}",
                                     "Choose one of them, or save it with the data as y_{target}_train."};
constexpr ProblemKind loss_weight{"training.output_weight", Severity::error,
                                  "The loss of {node} counts {found} times", "Choose a number from 0 on."};

/// The resolution of one network's outputs.
class Resolution {
public:
    Resolution(const Checked& checked, const TrainingSettings& settings, const DatasetSummary* data,
               std::vector<Problem>& problems)
        : checked_(checked), settings_(settings), data_(data), problems_(problems) {}

    TrainedOutputs run() {
        TrainedOutputs outputs;
        std::vector<std::size_t> unnamed;
        for (const int output : checked_.outputs) {
            const std::string& node = checked_.node(output).id;
            const auto named = std::ranges::find(settings_.outputs, node, &OutputSettings::node);
            if (named == settings_.outputs.end()) unnamed.push_back(outputs.all.size());
            outputs.all.push_back(named == settings_.outputs.end()
                                      ? TrainedOutput{.node = node, .loss = common_loss()}
                                      : trained_by(*named));
        }
        check_names();
        for (std::size_t i = 1; i < unnamed.size(); ++i) {
            TrainedOutput& loose = outputs.all[unnamed[i]];
            report_loose(loose.node);
            loose.loss = nullptr;  // one problem is enough
        }
        const auto of_data = std::ranges::find(outputs.all, std::optional(0), &TrainedOutput::target);
        if (!unnamed.empty())
            outputs.main = unnamed.front();
        else if (of_data != outputs.all.end())
            outputs.main = static_cast<std::size_t>(of_data - outputs.all.begin());
        return outputs;
    }

private:
    /// Returns the loss of the training, for all outputs that name none; its problems are reported once.
    std::shared_ptr<const Loss> common_loss() {
        if (!asked_) common_ = loss_of(settings_.loss, "training.loss");
        asked_ = true;
        return common_;
    }

    std::shared_ptr<const Loss> loss_of(const KindSettings& loss, const std::string& where) {
        try {
            return make_loss(loss, where);
        } catch (const Error& error) {
            problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
        }
        return nullptr;
    }

    TrainedOutput trained_by(const OutputSettings& settings) {
        const std::string where = "training.outputs." + settings.node;
        TrainedOutput output{
            .node = settings.node,
            .loss = settings.loss.kind.empty() ? common_loss() : loss_of(settings.loss, where + ".loss"),
            .weight = settings.loss_weight};
        if (!(settings.loss_weight >= 0) || !std::isfinite(settings.loss_weight))
            problems_.emplace_back(loss_weight,
                                   Value::Map{{"node", settings.node}, {"found", settings.loss_weight}},
                                   Where{.node = settings.node, .setting = where + ".loss_weight"});
        if (settings.target == "input")
            output.target.reset();
        else if (!settings.target.empty() && data_)
            output.target = named_target(settings);
        return output;
    }

    int named_target(const OutputSettings& output) {
        const auto found = std::ranges::find(data_->more_targets, output.target, &TargetSummary::name);
        if (found != data_->more_targets.end())
            return 1 + static_cast<int>(found - data_->more_targets.begin());
        std::string names = "input";
        for (const TargetSummary& target : data_->more_targets) names += ", " + target.name;
        problems_.emplace_back(
            target_unknown, Value::Map{{"node", output.node}, {"target", output.target}, {"found", names}},
            Where{.node = output.node, .setting = "training.outputs." + output.node + ".target"});
        return 0;
    }

    void check_names() {
        for (auto output = settings_.outputs.begin(); output != settings_.outputs.end(); ++output) {
            const Where where{.setting = "training.outputs." + output->node};
            if (std::ranges::find(settings_.outputs.begin(), output, output->node, &OutputSettings::node) !=
                output)
                problems_.emplace_back(output_twice, Value::Map{{"node", output->node}}, where);
            if (std::ranges::none_of(checked_.outputs, [&](int position) {
                    return checked_.node(position).id == output->node;
                }))
                problems_.emplace_back(output_unknown, Value::Map{{"node", output->node}}, where,
                                       std::vector<Repair>{{.action = Repair::Action::forget_output,
                                                            .node = output->node,
                                                            .title = "Forget the output {node}",
                                                            .arguments = {{"node", output->node}}}});
        }
    }

    void report_loose(const std::string& node) {
        std::string nodes;
        for (const int output : checked_.outputs)
            nodes += (nodes.empty() ? "" : ", ") + checked_.node(output).id;
        problems_.emplace_back(several_outputs,
                               Value::Map{{"node", node},
                                          {"count", static_cast<std::int64_t>(checked_.outputs.size())},
                                          {"nodes", nodes}},
                               Where{.node = node},
                               std::vector<Repair>{{.action = Repair::Action::train_output,
                                                    .node = node,
                                                    .title = "Let {node} learn too",
                                                    .arguments = {{"node", node}}},
                                                   {.action = Repair::Action::remove_node,
                                                    .node = node,
                                                    .title = "Remove {node}",
                                                    .arguments = {{"node", node}}}});
    }

    const Checked& checked_;
    const TrainingSettings& settings_;
    const DatasetSummary* data_;
    std::vector<Problem>& problems_;
    std::shared_ptr<const Loss> common_;
    bool asked_ = false;
};

}  // namespace

std::vector<OutputLoss> TrainedOutputs::losses() const {
    std::vector<OutputLoss> result;
    for (const TrainedOutput& output : all) result.push_back({output.loss.get(), output.weight});
    return result;
}

std::vector<std::optional<ActivationFunction>> TrainedOutputs::fused_activations() const {
    std::vector<std::optional<ActivationFunction>> result;
    for (const TrainedOutput& output : all)
        result.push_back(output.loss ? output.loss->fused_activation() : std::nullopt);
    return result;
}

TrainedOutputs make_outputs(const Checked& checked, const TrainingSettings& settings,
                            const DatasetSummary* data, std::vector<Problem>& problems) {
    return Resolution(checked, settings, data, problems).run();
}

TrainedOutputs make_outputs(const Checked& checked, const TrainingSettings& settings,
                            const DatasetSummary* data) {
    std::vector<Problem> problems;
    TrainedOutputs outputs = make_outputs(checked, settings, data, problems);
    std::erase_if(problems, [](const Problem& problem) { return problem.severity() != Severity::error; });
    if (!problems.empty()) throw Error(std::move(problems));
    return outputs;
}

bool sees_values(const TargetSummary& target, const Loss* loss) {
    return target.classes() == 0 || (target.facts.is_numbered && loss && !loss->takes_classes());
}

TargetSummary target_of(const TrainedOutput& output, const DatasetSummary& data, const Shape& input_shape) {
    if (!output.target) return {.name = "input", .class_names = {}, .shape = input_shape};
    TargetSummary target = data.target(*output.target);
    if (target.classes() > 0 && sees_values(target, output.loss.get())) {
        target.class_names.clear();
        if (target.shape.rank() == 0) target.shape = {1};
    }
    return target;
}

std::string metric_name(const TrainedOutput& output, std::string_view metric) {
    return output.node + "_" + std::string(metric);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/heads.h"

#include "learning/catalogue.h"
#include "training/training_kinds.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind several_outputs{
    "network.outputs", Severity::error,
    "{node} is a loose end: the network has {count} ends ({nodes}) and nothing says what {node} learns",
    "Join it to the network, remove it, or let it learn too."};
constexpr ProblemKind output_unknown{"training.output_unknown", Severity::warning,
                                     "The training names {node} as an output, which is no end of the network",
                                     "Forget it, or name the node that it was."};
constexpr ProblemKind output_twice{"training.output_twice", Severity::error,
                                   "The training names the output {node} twice", "Remove one of the two."};
constexpr ProblemKind target_unknown{"training.output_target", Severity::error,
                                     "{node} is to learn the target “{target}”; there are: {found}",
                                     "Choose one of them, or save it with the data as y_{target}_train."};
constexpr ProblemKind loss_weight{"training.output_weight", Severity::error,
                                  "The loss of {node} counts {found} times", "Choose a number from 0 on."};

/// The resolution of one network's ends.
class Resolution {
public:
    Resolution(const Checked& checked, const TrainingSettings& settings, const DatasetSummary* data,
               std::vector<Problem>& problems)
        : checked_(checked), settings_(settings), data_(data), problems_(problems) {}

    Heads run() {
        Heads heads;
        std::vector<std::size_t> unnamed;
        for (const int output : checked_.outputs) {
            const std::string& node = checked_.nodes[static_cast<std::size_t>(output)].id;
            const auto named = std::ranges::find(settings_.outputs, node, &OutputSettings::node);
            if (named == settings_.outputs.end()) unnamed.push_back(heads.all.size());
            heads.all.push_back(named == settings_.outputs.end() ? Head{.node = node, .loss = common_loss()}
                                                                 : head_of(*named));
        }
        check_names();
        for (std::size_t i = 1; i < unnamed.size(); ++i) {
            Head& loose = heads.all[unnamed[i]];
            report_loose(loose.node);
            loose.loss = nullptr;  // one problem is enough
        }
        const auto of_data = std::ranges::find(heads.all, 0, &Head::target);
        if (!unnamed.empty())
            heads.main = unnamed.front();
        else if (of_data != heads.all.end())
            heads.main = static_cast<std::size_t>(of_data - heads.all.begin());
        return heads;
    }

private:
    /// That of the training, for all ends that name none; its problems are told once.
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

    Head head_of(const OutputSettings& output) {
        const std::string where = "training.outputs." + output.node;
        Head head{.node = output.node,
                  .loss = output.loss.kind.empty() ? common_loss() : loss_of(output.loss, where + ".loss"),
                  .weight = output.loss_weight};
        if (!(output.loss_weight >= 0) || !std::isfinite(output.loss_weight))
            problems_.emplace_back(loss_weight,
                                   Value::Map{{"node", output.node}, {"found", output.loss_weight}},
                                   Where{.node = output.node, .setting = where + ".loss_weight"});
        if (output.target == "input")
            head.target = Head::own_input;
        else if (!output.target.empty() && data_)
            head.target = named_target(output);
        return head;
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
            if (std::ranges::none_of(checked_.outputs, [&](int end) {
                    return checked_.nodes[static_cast<std::size_t>(end)].id == output->node;
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
            nodes += (nodes.empty() ? "" : ", ") + checked_.nodes[static_cast<std::size_t>(output)].id;
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

std::vector<Objective> Heads::objectives() const {
    std::vector<Objective> result;
    for (const Head& head : all) result.push_back({head.loss.get(), head.weight});
    return result;
}

std::vector<std::optional<ActivationFunction>> Heads::fused_activations() const {
    std::vector<std::optional<ActivationFunction>> result;
    for (const Head& head : all) result.push_back(head.loss ? head.loss->fused_activation() : std::nullopt);
    return result;
}

Heads make_heads(const Checked& checked, const TrainingSettings& settings, const DatasetSummary* data,
                 std::vector<Problem>& problems) {
    return Resolution(checked, settings, data, problems).run();
}

Heads make_heads(const Checked& checked, const TrainingSettings& settings, const DatasetSummary* data) {
    std::vector<Problem> problems;
    Heads heads = make_heads(checked, settings, data, problems);
    std::erase_if(problems, [](const Problem& problem) { return problem.severity() != Severity::error; });
    if (!problems.empty()) throw Error(std::move(problems));
    return heads;
}

TargetSummary target_of(const Head& head, const DatasetSummary& data) {
    if (head.target == Head::own_input)
        return {.name = "input", .class_names = {}, .shape = data.sample_shape};
    TargetSummary target = data.target(head.target);
    if (target.facts.is_numbered && head.loss && !head.loss->takes_classes()) {
        target.class_names.clear();
        if (target.shape.rank() == 0) target.shape = {1};
    }
    return target;
}

std::string figure_name(const Head& head, std::string_view figure) {
    return head.node + "_" + std::string(figure);
}

}  // namespace glassnet

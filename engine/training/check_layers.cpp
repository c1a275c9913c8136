// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/check_layers.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind softmax_twice{"network.softmax_twice", Severity::warning,
                                    "Softmax follows softmax at {node}: probabilities become nearly equal",
                                    "Remove one of them."};
constexpr ProblemKind dense_linear{
    "network.linear_stack", Severity::hint,
    "{node} has no activation before the next Dense: together they are one linear layer",
    "Set its activation to relu."};
constexpr ProblemKind batch_one{
    "training.batch_one", Severity::warning,
    "{node} cannot learn from batches of 1: a channel's values are their own mean",
    "Use a batch size of at least 2, better 16."};
constexpr ProblemKind adapts_late{"network.adapts_late", Severity::error,
                                  "{node} takes its mean and variance from the data itself",
                                  "Put it directly behind Input; use BatchNormalization elsewhere."};
constexpr ProblemKind bias_undone{"network.bias_undone", Severity::hint,
                                  "{normalization} takes the bias of {node} away again",
                                  "Set use_bias of {node} to false: fewer weights, the same network."};

bool has_bias(const CheckedNode& node) {
    return std::ranges::any_of(node.weights, [](const WeightSpec& weight) { return weight.name == "bias"; });
}

}  // namespace

void check_layers(Checked& checked, int batch_size) {
    const auto report = [&](const ProblemKind& kind, Value::Map arguments, Where where,
                            std::vector<Repair> repairs = {}) {
        checked.problems.emplace_back(kind, std::move(arguments), std::move(where), std::move(repairs));
    };
    for (const CheckedNode& node : checked.nodes) {
        if (!node.layer || node.inputs.size() != 1) continue;
        const CheckedNode& before = checked.node(node.inputs.front());
        if (!before.layer) continue;
        if (node.layer->traits().adapts_to_data && !before.inputs.empty())
            report(adapts_late, {{"node", node.id}}, {.node = node.id});
        if (node.layer->activation_function() == ActivationFunction::softmax &&
            before.layer->activation_function() == ActivationFunction::softmax) {
            report(softmax_twice, {{"node", node.id}}, {.node = node.id}, {without_softmax(before)});
        }
        if (node.layer->traits().matrix_product && before.layer->traits().matrix_product &&
            before.layer->activation_function() == ActivationFunction::linear) {
            report(dense_linear, {{"node", before.id}}, {.node = before.id},
                   {{.action = Repair::Action::set_setting,
                     .node = before.id,
                     .setting = "activation",
                     .value = "relu",
                     .title = "Set activation to relu"}});
        }
        if (node.layer->traits().batch_statistics &&
            before.layer->activation_function() == ActivationFunction::linear && has_bias(before)) {
            report(bias_undone, {{"node", before.id}, {"normalization", node.id}},
                   {.node = before.id, .setting = "use_bias"},
                   {{.action = Repair::Action::set_setting,
                     .node = before.id,
                     .setting = "use_bias",
                     .value = false,
                     .title = "Leave out the bias of {node}",
                     .arguments = {{"node", before.id}}}});
        }
        if (node.layer->traits().batch_statistics && batch_size == 1 && node.output_shape.rank() == 1)
            report(batch_one, {{"node", node.id}}, {.node = node.id});
    }
}

Repair without_softmax(const CheckedNode& node) {
    if (node.layer->traits().only_activation)
        return {.action = Repair::Action::remove_node,
                .node = node.id,
                .title = "Remove {node}",
                .arguments = {{"node", node.id}}};
    return {.action = Repair::Action::set_setting,
            .node = node.id,
            .setting = "activation",
            .value = "linear",
            .title = "Set the activation of {node} to linear",
            .arguments = {{"node", node.id}}};
}

}  // namespace glassnet

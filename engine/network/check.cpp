// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"

#include "layers/catalogue.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace glassnet {

namespace {

constexpr ProblemKind network_empty{"network.empty", Severity::error, "The network has no layers",
                                    "Add an Input and go on from there."};
constexpr ProblemKind network_no_input{"network.no_input", Severity::error, "The network has no Input",
                                       "Add an Input layer."};
constexpr ProblemKind node_cycle{"node.cycle", Severity::error, "{node} depends on its own output",
                                 "Remove one of the wires of the circle."};
constexpr ProblemKind node_no_input{"node.unconnected", Severity::error, "{node} has no input",
                                    "Draw a wire into it, or remove it."};
constexpr ProblemKind node_too_few{"node.too_few_inputs", Severity::error,
                                   "{node} has {found} input, it needs at least {wanted}",
                                   "Draw another wire into it."};
constexpr ProblemKind node_too_many{"node.too_many_inputs", Severity::error,
                                    "{node} has {found} inputs, it takes {wanted}",
                                    "Remove a wire, or join the inputs with Add or Concatenate first."};
constexpr ProblemKind node_duplicate{"node.duplicate_id", Severity::error, "Two nodes are named {node}",
                                     "Rename one of them."};
constexpr ProblemKind initializer_shape{
    "setting.initializer", Severity::error, "{kind} cannot make the {tensor} of {node} ({shape})",
    "Choose another initializer; identity needs a matrix, orthogonal at least two dimensions."};
constexpr ProblemKind constraint_shape{
    "setting.constraint", Severity::error,
    "{kind} names an axis that the {tensor} of {node} ({shape}) does not have",
    "Choose axes from 0 to one below the number of dimensions."};
constexpr ProblemKind tensor_too_large{
    "tensor.too_large", Severity::error,
    "{node} would hold {elements} numbers in one tensor; the limit is 2,147,483,647",
    "Make the layer or its input smaller."};

constexpr std::int64_t largest_tensor = 2'147'483'647;

/// One check under way.
class Checker {
public:
    explicit Checker(const Network& network) : network_(network) {}

    Checked run() {
        add_nodes();
        add_wires();
        sort();
        for (const int position : checked_.order) examine(position);
        find_ends();
        return std::move(checked_);
    }

private:
    void report(const ProblemKind& kind, const std::string& node, Value::Map arguments = {},
                std::vector<Repair> repairs = {}) {
        assign(arguments, "node", node);
        checked_.problems.emplace_back(kind, std::move(arguments), Where{.node = node}, std::move(repairs));
    }

    void add_nodes() {
        if (network_.nodes.empty()) checked_.problems.emplace_back(network_empty);
        for (const Node& node : network_.nodes) {
            CheckedNode entry{.id = node.id};
            if (!positions_.emplace(node.id, static_cast<int>(checked_.nodes.size())).second) {
                report(node_duplicate, node.id);
                entry.state = CheckedNode::State::wrong;
            }
            if (const Layer* kind = kinds<Layer>().find(node.kind)) {
                auto layer = kind->clone();
                for (Problem& problem : configure(*layer, node.settings, {.node = node.id})) {
                    if (problem.severity() == Severity::error) entry.state = CheckedNode::State::wrong;
                    checked_.problems.push_back(std::move(problem));
                }
                entry.layer = std::move(layer);
            } else {
                checked_.problems.push_back(kinds<Layer>().unknown(node.kind, {.node = node.id},
                                                                   {{.action = Repair::Action::remove_node,
                                                                     .node = node.id,
                                                                     .title = "Remove {node}",
                                                                     .arguments = {{"node", node.id}}}}));
                entry.state = CheckedNode::State::wrong;
            }
            checked_.nodes.push_back(std::move(entry));
        }
        // Of two nodes with one id the first is found.
        for (const auto& [id, position] : positions_) checked_.by_id.push_back(position);
        std::ranges::sort(checked_.by_id, {},
                          [this](int position) { return std::string_view(checked_.node(position).id); });
    }

    void add_wires() {
        successors_.resize(checked_.nodes.size());
        for (const Wire& wire : network_.wires) {
            const auto from = positions_.find(wire.from);
            const auto to = positions_.find(wire.to);
            // the file reader refuses such wires
            if (from == positions_.end() || to == positions_.end()) continue;
            checked_.node(to->second).inputs.push_back(from->second);
            successors_[static_cast<std::size_t>(from->second)].push_back(to->second);
        }
    }

    /// Sorts the nodes with Kahn's algorithm; what is left over lies on or behind a cycle.
    void sort() {
        std::vector<std::size_t> open(checked_.nodes.size());
        for (std::size_t i = 0; i < open.size(); ++i) open[i] = checked_.nodes[i].inputs.size();
        for (std::size_t i = 0; i < open.size(); ++i) {
            if (open[i] == 0) checked_.order.push_back(static_cast<int>(i));
        }
        for (std::size_t next = 0; next < checked_.order.size(); ++next) {
            for (const int successor : successors_[static_cast<std::size_t>(checked_.order[next])]) {
                if (--open[static_cast<std::size_t>(successor)] == 0) checked_.order.push_back(successor);
            }
        }
        for (std::size_t i = 0; i < open.size(); ++i) {
            if (open[i] == 0) continue;
            checked_.nodes[i].state = CheckedNode::State::wrong;
            report(node_cycle, checked_.nodes[i].id);
        }
    }

    void examine(int position) {
        CheckedNode& node = checked_.node(position);
        if (!node.layer) return;
        const bool arity_fits = check_arity(node);
        if (node.state == CheckedNode::State::wrong || !arity_fits) {
            node.state = CheckedNode::State::wrong;
            return;
        }
        for (const int input : node.inputs) {
            const CheckedNode& before = checked_.node(input);
            if (before.state != CheckedNode::State::ready) return;  // waiting
            node.input_shapes.push_back(before.output_shape);
        }
        infer(node);
    }

    bool check_arity(const CheckedNode& node) {
        const Arity arity = node.layer->arity();
        const int found = static_cast<int>(node.inputs.size());
        if (found >= arity.minimum && found <= arity.maximum) return true;
        if (found == 0) {
            report(node_no_input, node.id);
        } else if (found < arity.minimum) {
            report(node_too_few, node.id, {{"found", found}, {"wanted", arity.minimum}});
        } else {
            report(node_too_many, node.id, {{"found", found}, {"wanted", arity.maximum}});
        }
        return false;
    }

    void infer(CheckedNode& node) {
        try {
            node.output_shape = node.layer->output_shape(node.input_shapes);
            if (!fits(node, node.output_shape)) return;
            node.weights = node.layer->weights(node.input_shapes);
            for (WeightSpec& weight : node.weights) {
                if (!fits(node, weight.shape) || !can_begin(node, weight)) return;
                weight.trainable = weight.trainable && node.layer->is_trainable();
                node.parameters += weight.shape.elements();
                if (weight.trainable) node.trainable_parameters += weight.shape.elements();
            }
            node.multiply_adds = node.layer->multiply_adds(node.input_shapes);
            node.output_bytes = node.output_shape.elements() * 4;
            node.state = CheckedNode::State::ready;
        } catch (const Error& error) {
            node.state = CheckedNode::State::wrong;
            for (Problem problem : error.problems()) {
                complete(problem, node);
                checked_.problems.push_back(std::move(problem));
            }
        }
    }

    bool can_begin(CheckedNode& node, const WeightSpec& weight) {
        const Value::Map arguments{{"tensor", weight.name}, {"shape", to_text(weight.shape)}};
        const auto refuse = [&](const ProblemKind& kind, std::string_view id) {
            Value::Map all = arguments;
            assign(all, "kind", id);
            report(kind, node.id, std::move(all));
            node.state = CheckedNode::State::wrong;
        };
        if (!weight.initializer->fits(weight.shape)) refuse(initializer_shape, weight.initializer->id());
        if (!weight.constraint->fits(weight.shape)) refuse(constraint_shape, weight.constraint->id());
        return node.state != CheckedNode::State::wrong;
    }

    bool fits(CheckedNode& node, const Shape& shape) {
        double elements = 1;
        for (const auto side : shape.sides()) elements *= static_cast<double>(side);
        if (elements <= static_cast<double>(largest_tensor)) return true;
        report(tensor_too_large, node.id, {{"elements", elements}});
        node.state = CheckedNode::State::wrong;
        return false;
    }

    /// Fills in what a layer does not know: its own name and its neighbours'.
    void complete(Problem& problem, const CheckedNode& node) const {
        assign(problem.arguments, "node", node.id);
        problem.where.node = node.id;
        if (node.inputs.size() == 1) problem.where.wire_from = checked_.node(node.inputs.front()).id;
        for (Repair& repair : problem.repairs) {
            if (repair.node.empty()) repair.node = node.id;
            assign(repair.arguments, "node", node.id);
        }
    }

    void find_ends() {
        for (std::size_t i = 0; i < checked_.nodes.size(); ++i) {
            const CheckedNode& node = checked_.nodes[i];
            if (node.layer && node.layer->arity().maximum == 0)
                checked_.inputs.push_back(static_cast<int>(i));
            if (successors_[i].empty()) checked_.outputs.push_back(static_cast<int>(i));
        }
        if (!checked_.nodes.empty() && checked_.inputs.empty()) {
            checked_.problems.emplace_back(network_no_input);
        }
    }

    const Network& network_;
    Checked checked_;
    std::unordered_map<std::string, int> positions_;
    std::vector<std::vector<int>> successors_;
};

}  // namespace

const CheckedNode* Checked::find(std::string_view id) const {
    const auto id_at = [this](int position) {
        return std::string_view(nodes[static_cast<std::size_t>(position)].id);
    };
    const auto found = std::ranges::lower_bound(by_id, id, {}, id_at);
    return found == by_id.end() || id_at(*found) != id ? nullptr : &nodes[static_cast<std::size_t>(*found)];
}

namespace {
std::int64_t sum(const std::vector<CheckedNode>& nodes, std::int64_t CheckedNode::*figure) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::int64_t total = 0;
    // absurd drawings end here
    for (const CheckedNode& node : nodes) total = total > most - node.*figure ? most : total + node.*figure;
    return total;
}
}  // namespace

std::int64_t Checked::parameters() const { return sum(nodes, &CheckedNode::parameters); }
std::int64_t Checked::trainable_parameters() const { return sum(nodes, &CheckedNode::trainable_parameters); }
std::int64_t Checked::multiply_adds() const { return sum(nodes, &CheckedNode::multiply_adds); }
std::int64_t Checked::output_bytes() const { return sum(nodes, &CheckedNode::output_bytes); }

Checked check(const Network& network) { return Checker(network).run(); }

}  // namespace glassnet

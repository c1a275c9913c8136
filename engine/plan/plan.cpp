// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "math/arena.h"
#include "operations/chain.h"
#include "plan/call_order.h"
#include "plan/memory_planner.h"

#include <algorithm>
#include <cassert>

namespace glassnet {

namespace {

constexpr int most_shards = 16;
constexpr int small_shard = 4;
// elements of the largest tensor from which on shards hold one sample only
constexpr std::int64_t large_sample = 65'536;

/// One compilation under way.
class Compiler {
public:
    Compiler(const Checked& checked, const PlanOptions& options) : checked_(checked), options_(options) {}

    Plan run() {
        plan_.batch = options_.batch;
        plan_.training = options_.training;
        plan_.gradients = options_.gradients;
        plan_.reuses_memory = options_.reuse;
        cut_shards();
        bind_operations();
        add_steps();
        add_weights();
        if (options_.gradients) add_gradients();
        order_calls(plan_, options_.reuse ? Regions::merged : Regions::apart);
        if (options_.reuse)
            recompute_outputs(plan_, options_.recompute ? Recompute::all_outputs : Recompute::cheap_outputs);
        if (options_.reuse) reuse_memory(plan_);
        return std::move(plan_);
    }

private:
    void cut_shards() {
        std::int64_t largest = 0;  // whether steps are fused or not
        for (const CheckedNode& node : checked_.nodes)
            largest = std::max(largest, node.output_shape.elements());
        const int wanted = largest > large_sample ? 1 : small_shard;
        plan_.shard_samples = std::max(wanted, (options_.batch + most_shards - 1) / most_shards);
        plan_.shards = (options_.batch + plan_.shard_samples - 1) / plan_.shard_samples;
    }

    Slot take(std::int64_t elements) {
        if (elements <= 0) return {};
        const Slot slot{plan_.arena_elements, elements};
        plan_.arena_elements += aligned<float>(elements);
        return slot;
    }

    void bind_operations() {
        operations_.resize(checked_.nodes.size());
        for (const int position : checked_.order) {
            const CheckedNode& node = checked_.node(position);
            operations_[static_cast<std::size_t>(position)] = node.layer->compile(binding_of(node));
        }
    }

    [[nodiscard]] Binding binding_of(const CheckedNode& node) const {
        return {.input_shapes = node.input_shapes,
                .output_shape = node.output_shape,
                .batch = options_.batch,
                .training = options_.training,
                .gradients = options_.gradients};
    }

    void add_steps() {
        steps_of_nodes_.assign(checked_.nodes.size(), -1);
        for (const int position : checked_.order) {
            // the step before computes it
            if (steps_of_nodes_[static_cast<std::size_t>(position)] >= 0) continue;
            const CheckedNode& node = checked_.node(position);
            const int number = static_cast<int>(plan_.steps.size());
            steps_of_nodes_[static_cast<std::size_t>(position)] = number;
            PlanStep step{.node = node.id,
                          .layer = node.layer,
                          .operation = operations_[static_cast<std::size_t>(position)],
                          .activation = node.layer->activation_function(),
                          .input_shapes = node.input_shapes,
                          .output_shape = node.output_shape};
            if (options_.fuse) fuse(step, position);
            for (const int input : node.inputs)
                step.inputs.push_back(steps_of_nodes_[static_cast<std::size_t>(input)]);
            step.random_stream = stream_of(node.id);
            step.penalty = node.layer->activity_penalty();
            if (node.inputs.empty()) plan_.input_steps.push_back(number);
            plan_.steps.push_back(std::move(step));
        }
        for (const int output : checked_.outputs)
            plan_.output_steps.push_back(steps_of_nodes_[static_cast<std::size_t>(output)]);
        give_activations_to_losses();
        for (PlanStep& step : plan_.steps) take_memory(step);
    }

    /// Drops the last activation from the operation where a loss computes it itself.
    void give_activations_to_losses() {
        if (options_.keep_activation_with_layer) return;
        const std::size_t count = std::min(plan_.output_steps.size(), options_.fused_activations.size());
        for (std::size_t i = 0; i < count; ++i) {
            PlanStep& last = plan_.step(plan_.output_steps[i]);
            const std::optional<ActivationFunction> fused = options_.fused_activations[i];
            // For values that are not one row, softmax means each pixel's; sigmoid takes each value alone.
            if (!fused || last.activation != fused || !last.penalty.none() ||
                (last.output_shape.rank() != 1 && fused != ActivationFunction::sigmoid))
                continue;
            const auto linear = last.layer->without_activation();
            // what has been joined to the operation would be lost
            const bool alone = std::ranges::find(operations_, last.operation) != operations_.end();
            if (!linear || !alone) continue;
            last.operation = linear->compile(binding_of(*checked_.find(last.node)));
            last.activation_in_loss = true;
        }
    }

    void take_memory(PlanStep& step) {
        const Contract& contract = step.operation->contract();
        step.output = take(options_.batch * step.output_shape.elements());
        step.per_sample = take(options_.batch * contract.memory.per_sample);
        step.per_shard = take(plan_.shards * contract.memory.per_shard);
        step.per_batch = take(contract.memory.per_batch);
        plan_.worker_elements = std::max(plan_.worker_elements, contract.memory.per_worker);
        step.forward = contract.forward;
    }

    /// Fuses the nodes behind the step into it as long as its operation can do their work, or is elementwise
    /// as they are. A new shape alone is no work: the step keeps the shape that its operation knows.
    void fuse(PlanStep& step, int position) {
        bool reshaped = false;
        while (const auto next = only_consumer(position)) {
            const CheckedNode& behind = checked_.node(*next);
            const std::optional<PostOp>& post_op =
                operations_[static_cast<std::size_t>(*next)]->contract().post_op;
            if (!step.layer->activity_penalty().none() || !behind.layer->activity_penalty().none()) return;
            const bool same_values = post_op && post_op->work == PostOp::Work::reshape;
            reshaped |= same_values && behind.output_shape != behind.input_shapes[0];
            if (reshaped && is_output(*next)) return;  // its shape is used from outside
            if (!same_values) {
                if (!join(step, *next, post_op && (!reshaped || post_op->work == PostOp::Work::relu))) return;
                if (!reshaped) step.output_shape = behind.output_shape;
            }
            step.fused.push_back(behind.id);
            steps_of_nodes_[static_cast<std::size_t>(*next)] =
                steps_of_nodes_[static_cast<std::size_t>(position)];
            position = *next;
        }
    }

    /// Makes the step's operation do the next node's work too, as a post-op or as a chain, and tells whether
    /// that is possible.
    bool join(PlanStep& step, int next, bool as_post_op) const {
        const CheckedNode& behind = checked_.node(next);
        const std::shared_ptr<const Operation>& operation = operations_[static_cast<std::size_t>(next)];
        const Contract& contract = operation->contract();
        if (as_post_op) {
            if (std::shared_ptr<const Operation> both = step.operation->with(*contract.post_op)) {
                step.operation = std::move(both);
                if (contract.post_op->work == PostOp::Work::relu) step.activation = ActivationFunction::relu;
                return true;
            }
        }
        // The loss may compute the last activation.
        const bool last_activation = is_output(next) && behind.layer->activation_function();
        if (!step.operation->contract().elementwise || !contract.elementwise || behind.inputs.size() != 1 ||
            last_activation)
            return false;
        step.operation = chained({step.operation, stream_of(step.node)}, {operation, stream_of(behind.id)});
        step.activation.reset();
        return true;
    }

    [[nodiscard]] bool is_output(int position) const {
        return std::ranges::find(checked_.outputs, position) != checked_.outputs.end();
    }

    /// Returns the node that alone reads this one, if there is no other use of it.
    [[nodiscard]] std::optional<int> only_consumer(int position) const {
        if (is_output(position)) return std::nullopt;
        std::optional<int> found;
        for (const int other : checked_.order) {
            for (const int input : checked_.node(other).inputs) {
                if (input != position) continue;
                if (found) return std::nullopt;
                found = other;
            }
        }
        return found;
    }

    /// Adds trainable tensors first, those whose gradients may be deferred behind the others; each kind in
    /// the order of the nodes on the canvas, so that the order depends neither on the drawing's sorting nor
    /// on the options: plans of one network share weights.
    void add_weights() {
        add_weights_where([](const WeightSpec& spec, bool last) { return spec.trainable && !last; });
        plan_.gradient_elements = plan_.weight_elements;
        add_weights_where([](const WeightSpec& spec, bool last) { return spec.trainable && last; });
        plan_.trainable_elements = plan_.weight_elements;
        if (!options_.deferred_gradients) plan_.gradient_elements = plan_.trainable_elements;
        add_weights_where([](const WeightSpec& spec, bool) { return !spec.trainable; });
        for (PlanStep& step : plan_.steps) {
            add_weights_of(step.node, step);
            for (const std::string& node : step.fused) add_weights_of(node, step);
        }
    }

    template <class Condition>
    void add_weights_where(const Condition& condition) {
        for (std::size_t node = 0; node < checked_.nodes.size(); ++node) {
            const CheckedNode& each = checked_.nodes[node];
            if (steps_of_nodes_[node] < 0) continue;
            for (std::size_t position = 0; position < each.weights.size(); ++position) {
                const WeightSpec& spec = each.weights[position];
                const bool last = may_be_deferred(node, position);
                if (condition(spec, last))
                    add_weight(each, spec, steps_of_nodes_[node],
                               last && options_.gradients && options_.deferred_gradients);
            }
        }
    }

    /// Tells whether the weight's gradient may be deferred; a penalty needs the whole gradient.
    [[nodiscard]] bool may_be_deferred(std::size_t node, std::size_t position) const {
        const WeightSpec& spec = checked_.nodes[node].weights[position];
        const std::optional<DeferredGradient>& deferred = operations_[node]->contract().deferred;
        return spec.trainable && spec.regularizer->penalty().none() && deferred &&
               deferred->weight == static_cast<int>(position);
    }

    void add_weight(const CheckedNode& node, const WeightSpec& spec, int step, bool deferred) {
        const PlanWeight weight{.name = node.id + "/" + std::string(spec.name),
                                .spec = spec,
                                .step = step,
                                .offset = plan_.weight_elements,
                                .penalty = spec.trainable ? spec.regularizer->penalty() : PenaltyWeights{},
                                .deferred = deferred};
        plan_.penalizes_weights |= !weight.penalty.none();
        plan_.constrains_weights |= spec.trainable && !spec.constraint->none();
        plan_.weight_elements += spec.shape.elements();
        if (deferred) {
            const std::int64_t rows = plan_.step(step).operation->contract().deferred->rows;
            plan_.deferred_elements =
                std::max(plan_.deferred_elements, rows * (spec.shape.elements() / spec.shape[0]));
        }
        plan_.weights.push_back(weight);
    }

    void add_weights_of(const std::string& node, PlanStep& step) const {
        for (const WeightSpec& spec : checked_.find(node)->weights) {
            const auto found =
                std::ranges::find(plan_.weights, node + "/" + std::string(spec.name), &PlanWeight::name);
            step.weights.push_back(static_cast<int>(found - plan_.weights.begin()));
        }
    }

    void add_gradients() {
        mark_backward();
        // whether something was already written into the step's output_gradient
        std::vector<bool> fed(plan_.steps.size(), false);
        for (int i = static_cast<int>(plan_.steps.size()) - 1; i >= 0; --i) {
            PlanStep& step = plan_.step(i);
            if (!step.wants_backward) continue;
            if (std::ranges::find(plan_.output_steps, i) != plan_.output_steps.end())
                step.output_gradient = take(step.output.elements);
            step.backward = step.operation->contract().backward;
            add_shard_gradients(step);
            for (const int input : step.inputs) {
                PlanStep& before = plan_.step(input);
                GradientPlace& place = step.input_gradients.emplace_back();
                place.wanted = before.wants_backward;
                if (!place.wanted) continue;
                if (!fed[static_cast<std::size_t>(input)]) {
                    before.output_gradient = take(before.output.elements);
                    fed[static_cast<std::size_t>(input)] = true;
                } else {
                    place.sum = static_cast<int>(plan_.sums.size());
                    plan_.sums.push_back({.consumer = i, .from = take(before.output.elements), .to = input});
                }
            }
            if (has_nothing_last(step)) step.backward.pop_back();
        }
    }

    /// Tells whether all that the last phase would write is a deferred gradient.
    [[nodiscard]] bool has_nothing_last(const PlanStep& step) const {
        return std::ranges::any_of(step.weights, [&](int weight) { return plan_.weight(weight).deferred; }) &&
               std::ranges::none_of(step.input_gradients, &GradientPlace::wanted);
    }

    /// Marks the steps of the backward pass: a step takes part if it, or something before it, has weights to
    /// train (or the inputs' gradients are wanted), and the output depends on it.
    void mark_backward() {
        for (PlanStep& step : plan_.steps) {
            step.wants_backward = options_.input_gradients && step.inputs.empty();
            for (const int weight : step.weights) step.wants_backward |= plan_.weight(weight).spec.trainable;
            for (const int input : step.inputs) step.wants_backward |= plan_.step(input).wants_backward;
        }
    }

    void add_shard_gradients(const PlanStep& step) {
        const bool by_shards = std::ranges::all_of(
            step.backward, [](const Phase& phase) { return phase.split == Phase::Split::samples; });
        if (!by_shards) return;
        for (const int position : step.weights) {
            PlanWeight& weight = plan_.weight(position);
            if (!weight.spec.trainable) continue;
            weight.shard_offset = plan_.shard_gradient_elements;
            plan_.shard_gradient_elements += aligned<float>(weight.spec.shape.elements());
        }
    }

    const Checked& checked_;
    const PlanOptions& options_;
    Plan plan_;
    std::vector<std::shared_ptr<const Operation>> operations_;  // of the nodes, each alone
    std::vector<int> steps_of_nodes_;
};

}  // namespace

Plan compile(const Checked& checked, const PlanOptions& options) {
    assert(checked.ready());
    Plan plan = Compiler(checked, options).run();
    assert(verify(plan).empty());
    return plan;
}

namespace {

/// Finds gradients that are lost: what a step hands back must reach the gradient of its input, directly or
/// through a sum.
void find_lost_gradients(const Plan& plan, const PlanStep& step, std::vector<std::string>& faults) {
    for (std::size_t i = 0; i < step.input_gradients.size(); ++i) {
        const GradientPlace& place = step.input_gradients[i];
        const int input = step.inputs[i];
        if (!place.wanted || input < 0 || input >= static_cast<int>(plan.steps.size())) continue;
        const bool added = place.sum >= 0 && place.sum < static_cast<int>(plan.sums.size()) &&
                           plan.sum(place.sum).to == input;
        const bool lands = place.sum >= 0 ? added : plan.step(input).output_gradient.exists();
        if (!lands) faults.push_back("nothing takes a gradient of " + step.node);
    }
}

/// Finds what is wrong with the order of steps and the sums that the plan names: only without such faults can
/// accesses be followed.
void find_broken_order(const Plan& plan, std::vector<std::string>& faults) {
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const PlanStep& step = plan.steps[i];
        if (step.output.elements != plan.batch * step.output_shape.elements())
            faults.push_back(step.node + "'s output does not hold the batch");
        for (const int input : step.inputs) {
            if (input < 0 || input >= static_cast<int>(i))
                faults.push_back(step.node + " reads a step that has not run");
        }
        find_lost_gradients(plan, step, faults);
    }
    for (const GradientSum& sum : plan.sums) {
        const PlanStep& to = plan.step(sum.to);
        if (!to.output_gradient.exists())
            faults.emplace_back("a gradient is added to what is no gradient");
        else if (sum.from.elements != to.output_gradient.elements)
            faults.emplace_back("gradients of different sizes are added");
    }
}

}  // namespace

Slot input_gradient(const Plan& plan, const PlanStep& step, std::size_t input) {
    const GradientPlace& place = step.input_gradients[input];
    if (!place.wanted) return {};
    if (place.sum >= 0) return plan.sum(place.sum).from;
    return plan.step(step.inputs[input]).output_gradient;
}

std::vector<std::string> verify(const Plan& plan) {
    std::vector<std::string> faults;
    find_broken_order(plan, faults);
    if (faults.empty()) faults = find_overlaps(plan);
    std::int64_t next = 0;
    for (const PlanWeight& weight : plan.weights) {
        if (weight.offset != next) faults.push_back(weight.name + " does not follow its neighbour");
        next += weight.spec.shape.elements();
    }
    if (next != plan.weight_elements) faults.emplace_back("the weights do not fill their memory");
    return faults;
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "layers/chain.h"
#include "math/arena.h"
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
        add_steps();
        add_weights();
        if (options_.gradients) add_gradients();
        schedule(plan_, options_.reuse ? Regions::merged : Regions::apart);
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

    void add_steps() {
        steps_of_nodes_.assign(checked_.nodes.size(), -1);
        for (const int position : checked_.order) {
            // the step before does its work
            if (steps_of_nodes_[static_cast<std::size_t>(position)] >= 0) continue;
            const CheckedNode& node = checked_.nodes[static_cast<std::size_t>(position)];
            const int number = static_cast<int>(plan_.steps.size());
            steps_of_nodes_[static_cast<std::size_t>(position)] = number;
            PlanStep step{.node = node.id,
                          .layer = node.layer,
                          .input_shapes = node.input_shapes,
                          .output_shape = node.output_shape};
            if (options_.fuse) fuse(step, position);
            for (const int input : node.inputs)
                step.inputs.push_back(steps_of_nodes_[static_cast<std::size_t>(input)]);
            step.random_stream = stream_of(node.id);
            step.penalty = step.layer->activity_penalty();
            step.output = take(options_.batch * step.output_shape.elements());
            const Memory memory = step.layer->memory_in(node.input_shapes, options_.batch, options_.training);
            step.per_sample = take(options_.batch * memory.per_sample);
            step.per_shard = take(plan_.shards * memory.per_shard);
            step.per_batch = take(memory.per_batch);
            plan_.worker_elements = std::max(plan_.worker_elements, memory.per_worker);
            step.forward = step.layer->forward_phases(node.input_shapes, options_.batch, options_.training);
            if (node.inputs.empty()) plan_.input_steps.push_back(number);
            plan_.steps.push_back(std::move(step));
        }
        for (std::size_t i = 0; i < checked_.outputs.size(); ++i) {
            plan_.output_steps.push_back(steps_of_nodes_[static_cast<std::size_t>(checked_.outputs[i])]);
            PlanStep& last = plan_.steps[static_cast<std::size_t>(plan_.output_steps.back())];
            const std::optional<ActivationFunction> fused =
                i < options_.fused_activations.size() ? options_.fused_activations[i] : std::nullopt;
            // Of values that are not one row, softmax means each pixel's; sigmoid asks for no neighbours.
            last.activation_elsewhere =
                !options_.keep_activation_with_layer && fused && last.penalty.none() &&
                (last.output_shape.rank() == 1 || fused == ActivationFunction::sigmoid) &&
                last.layer->activation_function() == fused;
        }
    }

    /// Gives the step the work of the nodes behind it as long as its layer can do it, or goes by value as
    /// they do. A new shape alone is no work: the step keeps the shape that its layer knows.
    void fuse(PlanStep& step, int position) {
        bool reshaped = false;
        while (const auto next = only_consumer(position)) {
            const CheckedNode& behind = checked_.nodes[static_cast<std::size_t>(*next)];
            const auto tail =
                behind.layer->as_tail(behind.input_shapes, !options_.training && !options_.gradients);
            if (!step.layer->activity_penalty().none() || !behind.layer->activity_penalty().none()) return;
            const bool same_values = tail && tail->work == Tail::Work::reshape;
            reshaped |= same_values && behind.output_shape != behind.input_shapes[0];
            if (reshaped && is_output(*next)) return;  // somebody looks at its shape
            if (!same_values) {
                std::shared_ptr<const Layer> both;
                if (tail && (!reshaped || tail->work == Tail::Work::relu))
                    both = step.layer->with_tail(*tail, step.input_shapes);
                if (!both) both = joined(step, behind, is_output(*next));
                if (!both) return;
                step.layer = std::move(both);
                if (!reshaped) step.output_shape = behind.output_shape;
            }
            step.fused.push_back(behind.id);
            steps_of_nodes_[static_cast<std::size_t>(*next)] =
                steps_of_nodes_[static_cast<std::size_t>(position)];
            position = *next;
        }
    }

    /// Both as a chain, where they go by value; nullptr where they do not, or the loss may do the activation
    /// behind.
    static std::shared_ptr<const Layer> joined(const PlanStep& step, const CheckedNode& behind, bool last) {
        if (!step.layer->goes_by_value() || !behind.layer->goes_by_value() || behind.inputs.size() != 1)
            return nullptr;
        if (last && behind.layer->activation_function()) return nullptr;
        return chained({step.layer, stream_of(step.node)}, {behind.layer, stream_of(behind.id)},
                       behind.output_shape.elements());
    }

    [[nodiscard]] bool is_output(int position) const {
        return std::ranges::find(checked_.outputs, position) != checked_.outputs.end();
    }

    /// The node that alone reads this one, if nobody else asks for it.
    [[nodiscard]] std::optional<int> only_consumer(int position) const {
        if (is_output(position)) return std::nullopt;
        std::optional<int> found;
        for (const int other : checked_.order) {
            for (const int input : checked_.nodes[static_cast<std::size_t>(other)].inputs) {
                if (input != position) continue;
                if (found) return std::nullopt;
                found = other;
            }
        }
        return found;
    }

    /// Trainable tensors first, those behind the others whose gradients may come late; each kind in the order
    /// of the nodes on the canvas, so that the order hangs neither on the drawing's sorting nor on the
    /// options: plans of one network share weights.
    void add_weights() {
        add_weights_where([](const WeightSpec& spec, bool last) { return spec.trainable && !last; });
        plan_.gradient_elements = plan_.weight_elements;
        add_weights_where([](const WeightSpec& spec, bool last) { return spec.trainable && last; });
        plan_.trainable_elements = plan_.weight_elements;
        if (!options_.late_gradients) plan_.gradient_elements = plan_.trainable_elements;
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
                const bool last = may_come_late(each, position);
                if (condition(spec, last))
                    add_weight(each, spec, steps_of_nodes_[node],
                               last && options_.gradients && options_.late_gradients);
            }
        }
    }

    /// A penalty asks for the whole gradient.
    static bool may_come_late(const CheckedNode& node, std::size_t position) {
        const WeightSpec& spec = node.weights[position];
        return spec.trainable && spec.regularizer->penalty().none() &&
               node.layer->late_weight() == static_cast<int>(position);
    }

    void add_weight(const CheckedNode& node, const WeightSpec& spec, int step, bool late) {
        const PlanWeight weight{.name = node.id + "/" + std::string(spec.name),
                                .spec = spec,
                                .step = step,
                                .offset = plan_.weight_elements,
                                .penalty = spec.trainable ? spec.regularizer->penalty() : PenaltyWeights{},
                                .late = late};
        plan_.penalizes_weights |= !weight.penalty.none();
        plan_.constrains_weights |= spec.trainable && !spec.constraint->none();
        plan_.weight_elements += spec.shape.elements();
        if (late) {
            const std::int64_t rows = spec.shape[0], row = spec.shape.elements() / rows;
            plan_.late_elements = std::max(plan_.late_elements, row * Layer::late_rows(rows, row));
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
            PlanStep& step = plan_.steps[static_cast<std::size_t>(i)];
            if (!step.wants_backward) continue;
            if (std::ranges::find(plan_.output_steps, i) != plan_.output_steps.end())
                step.output_gradient = take(step.output.elements);
            step.backward = step.layer->backward_phases(step.input_shapes, options_.batch);
            add_shard_gradients(step);
            for (const int input : step.inputs) {
                PlanStep& before = plan_.steps[static_cast<std::size_t>(input)];
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

    /// Whether the last phase would write gradients that come late, or that nobody wants.
    [[nodiscard]] bool has_nothing_last(const PlanStep& step) const {
        return std::ranges::any_of(
                   step.weights,
                   [&](int weight) { return plan_.weights[static_cast<std::size_t>(weight)].late; }) &&
               std::ranges::none_of(step.input_gradients, &GradientPlace::wanted);
    }

    /// A step takes part if it, or something before it, has weights to train (or the inputs' gradients are
    /// wanted), and the output depends on it.
    void mark_backward() {
        for (PlanStep& step : plan_.steps) {
            step.wants_backward = options_.input_gradients && step.inputs.empty();
            for (const int weight : step.weights)
                step.wants_backward |= plan_.weights[static_cast<std::size_t>(weight)].spec.trainable;
            for (const int input : step.inputs)
                step.wants_backward |= plan_.steps[static_cast<std::size_t>(input)].wants_backward;
        }
    }

    void add_shard_gradients(const PlanStep& step) {
        const bool by_shards = std::ranges::all_of(
            step.backward, [](const Phase& phase) { return phase.split == Phase::Split::samples; });
        if (!by_shards) return;
        for (const int position : step.weights) {
            PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
            if (!weight.spec.trainable) continue;
            weight.shard_offset = plan_.shard_gradient_elements;
            plan_.shard_gradient_elements += aligned<float>(weight.spec.shape.elements());
        }
    }

    const Checked& checked_;
    const PlanOptions& options_;
    Plan plan_;
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

/// What a step hands back must land in the gradient of its input, at once or by a sum.
void find_lost_gradients(const Plan& plan, const PlanStep& step, std::vector<std::string>& faults) {
    for (std::size_t i = 0; i < step.input_gradients.size(); ++i) {
        const GradientPlace& place = step.input_gradients[i];
        const int input = step.inputs[i];
        if (!place.wanted || input < 0 || input >= static_cast<int>(plan.steps.size())) continue;
        const bool added = place.sum >= 0 && place.sum < static_cast<int>(plan.sums.size()) &&
                           plan.sums[static_cast<std::size_t>(place.sum)].to == input;
        const bool lands =
            place.sum >= 0 ? added : plan.steps[static_cast<std::size_t>(input)].output_gradient.exists();
        if (!lands) faults.push_back("nobody takes a gradient of " + step.node);
    }
}

/// So far that touches can be told: steps and sums that the plan names are there.
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
        const PlanStep& to = plan.steps[static_cast<std::size_t>(sum.to)];
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
    if (place.sum >= 0) return plan.sums[static_cast<std::size_t>(place.sum)].from;
    return plan.steps[static_cast<std::size_t>(step.inputs[input])].output_gradient;
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

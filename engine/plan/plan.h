// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/check.h"
#include "operations/operation.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// A buffer in the arena, in elements; a local one holds one shard and lies in the memory of the worker that
/// processes the shard.
struct Slot {
    std::int64_t offset = -1;
    std::int64_t elements = 0;
    bool local = false;
    [[nodiscard]] bool exists() const { return offset >= 0; }
};

/// One tensor of weights in the flat memory of all weights. Trainable ones come first, so that optimizers see
/// one contiguous range.
struct PlanWeight {
    std::string name;  // "conv2d_1/kernel"
    WeightSpec spec;
    int step = 0;
    std::int64_t offset = 0;
    PenaltyWeights penalty{};  // of its regularizer; none where it is not trained
    // in each shard's own gradients; negative: the layer writes the whole batch's gradient itself
    std::int64_t shard_offset = -1;
    // its gradient is computed a few rows at a time when the weight is updated, and never stored as a whole
    bool deferred = false;
};

/// Where a step's gradient for one of its inputs goes: nowhere, into the input's output_gradient, or into a
/// sum's buffer, to be added to it.
struct GradientPlace {
    bool wanted = false;
    int sum = -1;  // in Plan::sums; negative: the place is the input's own
};

/// One operation: the work of a layer, perhaps with that of layers behind it.
struct PlanStep {
    std::string node;
    // nodes behind it that this step computes too, in their order; its output is the last one's
    std::vector<std::string> fused{};
    std::shared_ptr<const Layer> layer;  // as drawn
    std::shared_ptr<const Operation> operation;
    // of the operation's layer or product, be it followed by a pooling; nothing for a chain
    std::optional<ActivationFunction> activation{};
    std::vector<Shape> input_shapes;
    Shape output_shape;
    std::vector<int> inputs{};   // steps
    std::vector<int> weights{};  // positions in Plan::weights
    Slot output{};               // the whole batch
    Slot output_gradient{};
    std::vector<GradientPlace> input_gradients{};  // one per input
    Slot per_sample{}, per_shard{}, per_batch{};
    std::vector<Phase> forward{}, backward{};
    bool activation_in_loss = false;  // the output holds the values before the layer's activation
    bool wants_backward = false;
    PenaltyWeights penalty{};         // on each sample's output
    std::uint32_t random_stream = 0;  // see base/random
};

/// Where gradients of a node with several consumers meet: from is added to the node's output_gradient.
struct GradientSum {
    int consumer = 0;  // after this step's backward pass
    Slot from;
    int to = 0;  // a step
};

/// One item of work: of a layer, or between layers.
struct Call {
    enum class Work {
        forward,
        backward,
        penalty,  // on the step's output, added to its gradient
        sum,      // of gradients that meet
    };
    Work work = Work::forward;
    int step = -1;
    int phase = 0;
    int sum = -1;  // in Plan::sums
};

/// Calls that follow each other without waiting: by samples, a worker takes a shard through all of them while
/// its data is in the cache.
struct Region {
    Phase::Split split = Phase::Split::samples;
    int items = 0;  // of Split::blocks
    std::vector<Call> calls;
};

/// A checked network compiled to run: ordered steps and their places in one arena. Cannot fail any more; does
/// not refer to the project.
struct Plan {
    int batch = 0;
    int shard_samples = 0;
    int shards = 0;
    bool training = false;  // mode: dropout drops, batch-norm gathers
    bool gradients = false;
    bool reuses_memory = false;  // see PlanOptions::reuse: only inputs and outputs last to the end
    std::vector<PlanStep> steps;
    std::vector<GradientSum> sums;
    std::vector<PlanWeight> weights;
    std::vector<Region> forward, backward;
    std::int64_t weight_elements = 0;
    std::int64_t trainable_elements = 0;
    // of those trainable weights, the first, whose gradients are in memory
    std::int64_t gradient_elements = 0;
    std::int64_t shard_gradient_elements = 0;
    std::int64_t arena_elements = 0;
    std::int64_t local_elements = 0;     // of each worker, for the current shard
    std::int64_t worker_elements = 0;    // of each worker, for the current call
    std::int64_t deferred_elements = 0;  // of each worker, for a piece of a deferred gradient
    bool penalizes_weights = false;
    bool constrains_weights = false;
    std::vector<int> output_steps;  // in the order of Checked::outputs
    std::vector<int> input_steps;

    [[nodiscard]] PlanStep& step(int number) { return steps[static_cast<std::size_t>(number)]; }
    [[nodiscard]] const PlanStep& step(int number) const { return steps[static_cast<std::size_t>(number)]; }
    [[nodiscard]] PlanWeight& weight(int number) { return weights[static_cast<std::size_t>(number)]; }
    [[nodiscard]] const PlanWeight& weight(int number) const {
        return weights[static_cast<std::size_t>(number)];
    }
    [[nodiscard]] GradientSum& sum(int number) { return sums[static_cast<std::size_t>(number)]; }
    [[nodiscard]] const GradientSum& sum(int number) const { return sums[static_cast<std::size_t>(number)]; }
};

/// Calls action(weight) for all weights in the order of the steps and their layers, as people name them.
template <class Action>
void for_each_weight(const Plan& plan, const Action& action) {
    for (const PlanStep& step : plan.steps) {
        for (const int position : step.weights) action(plan.weight(position));
    }
}

struct PlanOptions {
    int batch = 32;
    bool training = true;
    bool gradients = true;
    // false: softmax of the last layer goes to the loss where it fuses
    bool keep_activation_with_layer = false;
    // of the losses, one for each output; none where there are fewer
    std::vector<std::optional<ActivationFunction>> fused_activations{};
    bool input_gradients = false;  // also for the network's inputs
    // operations that can do the next one's work do; what lies between is not stored
    bool fuse = false;
    /// Memory is reused once it is no longer read, and shards go through several steps in one region. Only
    /// inputs and outputs can be inspected afterwards, and gradients cannot be observed.
    bool reuse = false;
    // with reuse: what forward can recompute from what is kept is not kept for the backward pass
    bool recompute = false;
    // where an operation can: see PlanWeight::deferred. Not where all gradients are needed at once
    bool deferred_gradients = false;
    friend bool operator==(const PlanOptions&, const PlanOptions&) = default;
};

/// Returns where the step's gradient for this input goes; no slot where it is not wanted.
[[nodiscard]] Slot input_gradient(const Plan& plan, const PlanStep& step, std::size_t input);

/// Compiles a network; `checked` must be ready.
[[nodiscard]] Plan compile(const Checked& checked, const PlanOptions& options);

/// Returns what is wrong with a plan: overlapping slots, reads before writes, sums of different sizes. Empty
/// for every plan that compile makes; called by tests and debug builds.
[[nodiscard]] std::vector<std::string> verify(const Plan& plan);

}  // namespace glassnet

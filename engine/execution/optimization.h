// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "execution/deferred_gradients.h"
#include "learning/optimizer.h"
#include "math/arena.h"
#include "plan/plan.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace glassnet {

/// Names, in checkpoints, of the memory that belongs to no update rule: "conv2d_1/kernel/average".
constexpr std::string_view gradient_sum_name = "gradient_accumulator";
constexpr std::string_view average_name = "average";

/// An optimizer at work on the weights of a plan: its memory and, in Keras' order, all that surrounds its
/// update rule: the sum over several batches, clipping, weight decay, the rule itself, the weights'
/// constraints, the running average. The result does not depend on the number of threads. Borrows plan and
/// threads.
template <class T>
class Optimization {
public:
    Optimization(const Optimizer& optimizer, const Plan& plan, ThreadPool& pool);

    /// Continues with other settings of the optimizer, which keep the same memory (see can_change).
    void go_on_by(const Optimizer& optimizer) { optimizer_ = optimizer.clone(); }

    /// Forgets everything; the average begins at these weights.
    void reset(const Arena<T>& weights);

    /// Takes the gradients of batch number `batch` (from 0), which it may change; those of the last weights
    /// may be deferred (not with an optimizer that needs all at once). Every gradient_accumulation_steps-th
    /// batch updates the weights. `state` counts batches; steps are derived here. Returns false where a
    /// weight, or the optimizer's memory of it, is no longer finite.
    [[nodiscard]] bool step(std::int64_t batch, const ScheduleState& state, std::span<T> gradients,
                            Arena<T>& weights, DeferredGradients<T>* deferred = nullptr);

    /// Returns the learning rate for batch number `batch`: schedules count batches, as in Keras, however many
    /// make a step.
    [[nodiscard]] double rate(std::int64_t batch, const ScheduleState& state) const;

    /// Returns the weights used for inference: the average where there is one. Fixed weights and moving means
    /// are `weights`' own.
    [[nodiscard]] const Arena<T>& inference_weights(const Arena<T>& weights);

    /// What must be kept to resume exactly: for each name one value for each trainable weight.
    struct Memory {
        std::string_view name;  // "momentum", "gradient_accumulator", "average"
        std::span<T> values;
    };
    [[nodiscard]] std::vector<Memory> memory() const;

private:
    /// A range of one weight tensor, for sums in a fixed order.
    struct Piece {
        std::size_t weight;
        std::int64_t first, count;
    };
    void clip(std::span<T> gradients);
    [[nodiscard]] bool move(Arena<T>& weights, std::int64_t first, std::span<const T> gradients,
                            std::int64_t step, double rate_now) const;
    void clip_by_norm(std::span<T> gradients);
    void apply_constraints(Arena<T>& weights);
    void average(std::int64_t step, Arena<T>& weights);
    template <class Work>
    void for_blocks(std::int64_t elements, const Work& work);

    const Plan& plan_;
    ThreadPool& pool_;
    std::unique_ptr<Optimizer> optimizer_;
    std::vector<std::string_view> names_;
    std::vector<Arena<T>> variables_;
    Arena<T> sum_;  // of gradients; empty unless they are accumulated
    // trainable part: the average; the rest is copied before inference. Empty without EMA
    Arena<T> average_;
    std::vector<Piece> pieces_;
    std::vector<double> squares_;  // of each piece
    std::vector<double> factors_;  // of each weight
};

}  // namespace glassnet

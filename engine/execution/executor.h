// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "execution/batch_loss.h"
#include "execution/deferred_gradients.h"
#include "execution/gradients.h"
#include "execution/step_times.h"
#include "execution/weights.h"
#include "execution/workspace.h"
#include "plan/plan.h"

#include <functional>
#include <span>
#include <vector>

namespace glassnet {

/// Runs a plan: owns its workspace, its gradients and the loss, borrows weights and threads. One thread at a
/// time. Never moves: its parts point at each other. Nothing is allocated after construction.
template <class T>
class Executor {
public:
    /// One objective for each end of the plan, in its order; none where only outputs are wanted.
    Executor(const Plan& plan, const Weights<T>& weights, const std::vector<Objective>& objectives,
             ThreadPool& pool, std::uint64_t seed);
    /// Of a network with one end; nullptr where only outputs are wanted.
    Executor(const Plan& plan, const Weights<T>& weights, const Loss* loss, ThreadPool& pool,
             std::uint64_t seed);
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const Weights<T>& weights() const { return weights_; }
    /// Of the batch in hand.
    [[nodiscard]] int samples() const { return workspace_.samples(); }
    /// Where the batch's samples go, one after the other.
    [[nodiscard]] T* input(std::size_t index = 0);
    /// Where the batch's targets of one end go, as set_targets has told.
    [[nodiscard]] T* targets(std::size_t output = 0) { return loss_.ends()[output].targets.data(); }
    /// What will stand in targets(): class numbers, one for each sample, whatever the loss wants; or
    /// `elements` values each.
    void set_targets(TargetKind kind, std::int64_t elements, std::size_t output = 0) {
        loss_.set_targets(kind, elements, output);
    }
    /// The same, of the kind that the loss wants.
    void set_target_elements(std::int64_t elements, std::size_t output = 0);
    /// How much each sample's loss counts; 1 unless set.
    [[nodiscard]] std::span<T> sample_weights() { return loss_.sample_weights(); }
    /// The sample's number in the data set: the key of its random numbers.
    [[nodiscard]] std::span<std::uint32_t> sample_numbers() { return workspace_.sample_numbers(); }

    /// After each change of the weights, before forward.
    void prepare();
    void forward(int samples, std::uint32_t epoch);
    using Compare = typename BatchLoss<T>::Compare;
    /// The loss of the outputs, see BatchLoss::of_batch.
    BatchResult finish(Compare compare);
    /// Gradients of the mean loss for all trainable weights.
    void backward();

    /// Of any step where the plan does not reuse memory, else of inputs and ends.
    [[nodiscard]] const T* output(std::size_t step) const;
    /// After backward, of a step that no step before it has overwritten: of the network's inputs. nullptr
    /// where nobody wanted it.
    [[nodiscard]] const T* output_gradient(std::size_t step) const;
    /// Of the trainable weights without deferred gradients; whoever moves the weights may change them.
    [[nodiscard]] std::span<T> gradients() { return gradients_.all(); }
    [[nodiscard]] std::span<const T> gradient(const PlanWeight& weight) const {
        return gradients_.of(weight);
    }
    [[nodiscard]] DeferredGradients<T>& deferred_gradients() { return deferred_gradients_; }
    /// Whether all gradients of weights are, deferred ones too.
    [[nodiscard]] bool gradients_finite();
    /// What the last finish has found.
    [[nodiscard]] const BatchLoss<T>& loss() const { return loss_; }

    /// Called before each step's backward pass with its output's gradient still whole. Only with plans that
    /// do not reuse memory.
    void observe_gradients(std::function<void(const PlanStep&, const T*)> observer);

    /// Adds to `times` (of this plan and these threads) from now on; nullptr ends it.
    void measure(StepTimes* times) { times_ = times; }

private:
    void run(const std::vector<Region>& regions, bool backward);
    void run_region(const Region& region, bool backward, int items);
    void work(const Call& call, int item, int worker, Phase::Split split);
    void run_backward(const Call& call, Pass<T>& pass);
    void add_sum(const GradientSum& sum, int worker, const Pass<T>& pass);

    const Plan& plan_;
    const Weights<T>& weights_;
    ThreadPool& pool_;
    Workspace<T> workspace_;
    Gradients<T> gradients_;
    DeferredGradients<T> deferred_gradients_;
    BatchLoss<T> loss_;
    std::vector<int> prepared_;  // steps that prepare something
    std::function<void(const PlanStep&, const T*)> observer_;
    StepTimes* times_ = nullptr;
};

}  // namespace glassnet

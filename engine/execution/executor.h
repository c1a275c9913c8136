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
    /// Takes one loss for each output of the plan, in its order; none where only outputs are needed.
    Executor(const Plan& plan, const Weights<T>& weights, const std::vector<OutputLoss>& losses,
             ThreadPool& pool, std::uint64_t seed);
    /// Takes the loss of a network with one output; nullptr where only outputs are needed.
    Executor(const Plan& plan, const Weights<T>& weights, const Loss* loss, ThreadPool& pool,
             std::uint64_t seed);
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const Weights<T>& weights() const { return weights_; }
    /// Returns the number of samples in the current batch.
    [[nodiscard]] int samples() const { return workspace_.samples(); }
    /// Returns where the batch's samples go, one after the other.
    [[nodiscard]] T* input(std::size_t index = 0);
    /// Returns where the batch's targets of one output go, as told by set_targets.
    [[nodiscard]] T* targets(std::size_t output = 0) { return loss_.outputs()[output].targets.data(); }
    /// Tells what targets() will hold: class numbers, one for each sample, whatever the loss needs; or
    /// `elements` values each.
    void set_targets(TargetKind kind, std::int64_t elements, std::size_t output = 0) {
        loss_.set_targets(kind, elements, output);
    }
    /// Tells that targets() will hold so many elements of the kind that the loss needs.
    void set_target_elements(std::int64_t elements, std::size_t output = 0);
    /// For samples that are mixed in pairs, see BatchLoss.
    void set_mixing() { loss_.set_mixing(); }
    [[nodiscard]] std::span<T> target_shares() { return loss_.target_shares(); }
    [[nodiscard]] std::span<T> other_targets(std::size_t output) { return loss_.other_targets(output); }
    /// Returns the weight of each sample in the loss; 1 unless set.
    [[nodiscard]] std::span<T> sample_weights() { return loss_.sample_weights(); }
    /// Returns the samples' numbers in the data set: the keys of their random numbers.
    [[nodiscard]] std::span<std::uint32_t> sample_numbers() { return workspace_.sample_numbers(); }

    /// Prepares the operations; called after each change of the weights, before forward.
    void prepare();
    void forward(int samples, std::uint32_t epoch);
    using Compare = typename BatchLoss<T>::Compare;
    /// Computes the loss of the outputs, see BatchLoss::of_batch.
    BatchResult compute_loss(Compare compare);
    /// Computes the gradients of the mean loss for all trainable weights.
    void backward();

    /// Returns the output of any step where the plan does not reuse memory, otherwise only inputs and outputs
    /// of the network.
    [[nodiscard]] const T* output(std::size_t step) const;
    /// Returns the gradient of a step's output, after backward, where no earlier step has overwritten it:
    /// that of the network's inputs. nullptr where it is not wanted.
    [[nodiscard]] const T* output_gradient(std::size_t step) const;
    /// Returns the gradients of the trainable weights without deferred gradients; the update of the weights
    /// may change them.
    [[nodiscard]] std::span<T> gradients() { return gradients_.all(); }
    [[nodiscard]] std::span<const T> gradient(const PlanWeight& weight) const {
        return gradients_.of(weight);
    }
    [[nodiscard]] DeferredGradients<T>& deferred_gradients() { return deferred_gradients_; }
    /// Tells whether all gradients of weights are finite, deferred ones included.
    [[nodiscard]] bool gradients_finite();
    /// Returns the loss of the last batch.
    [[nodiscard]] const BatchLoss<T>& loss() const { return loss_; }

    /// Sets what is called before each step's backward pass, while its output's gradient is still complete.
    /// Only with plans that do not reuse memory.
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

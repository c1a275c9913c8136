// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "network/plan.h"
#include "training/gradients.h"
#include "training/late_gradients.h"
#include "training/loss.h"
#include "training/step_times.h"
#include "training/weights.h"
#include "training/workspace.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// What one end of the network is held against, and how much that counts in the loss of the whole.
struct Objective {
    const Loss* loss = nullptr;
    double weight = 1;
};

/// What one batch amounted to at one end.
struct OutputResult {
    double loss_sum = 0;  // over its samples, before the end's weight
    int right = 0;        // samples whose output names their class (class targets only)
};

/// What one batch amounted to.
struct BatchResult {
    double loss_sum = 0;                      // over its samples: all ends by their weights, and the penalties of regularizers
    std::span<const OutputResult> outputs{};  // in the order of the plan's ends; valid until the next batch
};

/// A tensor that holds NaN or infinity.
struct NonFinite {
    std::string node;
    std::string tensor;  // "output", "kernel", "kernel gradient", "input"
};

/// Runs a plan: owns its workspace and its gradients, borrows weights and threads. One thread at a time. Never moves: its parts
/// point at each other. Nothing is allocated after construction.
template <class T>
class Executor {
public:
    /// One objective for each end of the plan, in its order; none where only outputs are wanted.
    Executor(const Plan& plan, const Weights<T>& weights, const std::vector<Objective>& objectives, ThreadPool& pool, std::uint64_t seed);
    /// Of a network with one end; nullptr where only outputs are wanted.
    Executor(const Plan& plan, const Weights<T>& weights, const Loss* loss, ThreadPool& pool, std::uint64_t seed);
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    [[nodiscard]] const Plan& plan() const { return plan_; }
    /// Where the batch's samples go, one after the other.
    [[nodiscard]] T* input(std::size_t index = 0);
    /// Where the batch's targets of one end go, as set_targets has told.
    [[nodiscard]] T* targets(std::size_t output = 0) { return ends_[output].targets.data(); }
    /// What will stand in targets(): class numbers, one for each sample, whatever the loss wants; or `elements` values each.
    void set_targets(TargetKind kind, std::int64_t elements, std::size_t output = 0);
    /// The same, of the kind that the loss wants.
    void set_target_elements(std::int64_t elements, std::size_t output = 0);
    /// How much each sample's loss counts; 1 unless set.
    [[nodiscard]] std::span<T> sample_weights() { return sample_weights_; }
    /// The sample's number in the data set: the key of its random numbers.
    [[nodiscard]] std::span<std::uint32_t> sample_numbers() { return workspace_.sample_numbers(); }

    /// After each change of the weights, before forward.
    void prepare();
    void forward(int samples, std::uint32_t epoch);
    /// Loss of the outputs against the targets (nullptr targets: see compare); fills the output's gradient where the plan has gradients.
    enum class Compare { with_targets, nothing };
    BatchResult finish(Compare compare);
    /// Gradients of the mean loss for all trainable weights.
    void backward();

    /// Of any step where the plan does not reuse memory, else of inputs and ends.
    [[nodiscard]] const T* output(std::size_t step) const;
    /// After backward, of a step that no step before it has overwritten: of the network's inputs. nullptr where nobody wanted it.
    [[nodiscard]] const T* output_gradient(std::size_t step) const;
    /// Of the trainable weights without late gradients; whoever moves the weights may change them.
    [[nodiscard]] std::span<T> gradients() { return gradients_.all(); }
    [[nodiscard]] std::span<const T> gradient(const PlanWeight& weight) const { return gradients_.of(weight); }
    [[nodiscard]] LateGradients<T>& late_gradients() { return late_gradients_; }
    /// Whether all gradients of weights are, late ones too.
    [[nodiscard]] bool gradients_finite();
    /// The first tensor, in the order of the work, that is not finite; among those that still stand, if the plan reuses memory.
    [[nodiscard]] std::optional<NonFinite> find_non_finite() const;

    /// Called before each step's backward pass with its output's gradient still whole. Only with plans that do not reuse memory.
    void observe_gradients(std::function<void(const PlanStep&, const T*)> observer);

    /// Adds to `times` (of this plan and these threads) from now on; nullptr ends it.
    void measure(StepTimes* times) { times_ = times; }

private:
    /// One end of the network and what it is held against.
    struct End {
        Objective objective;
        const PlanStep* step = nullptr;
        TargetKind target_kind = TargetKind::class_number;
        std::int64_t target_elements = 1;
        Arena<T> targets{0}, class_targets{0};
        std::vector<T> losses;  // of each sample
        std::vector<char> right;
    };
    void run(const std::vector<Region>& regions, bool backward);
    void run_region(const Region& region, bool backward, int items);
    void work(const Call& call, int item, int worker, Phase::Split split);
    void run_backward(const Call& call, Pass<T>& pass);
    void add_sum(const GradientSum& sum, int worker, const Pass<T>& pass);
    void add_penalty_gradients();
    void judge(End& end, int sample, Compare compare);
    [[nodiscard]] double output_penalties(int sample) const;
    [[nodiscard]] double penalty(const PlanStep& step, int sample) const;
    void penalize_weights();

    const Plan& plan_;
    const Weights<T>& weights_;
    ThreadPool& pool_;
    Workspace<T> workspace_;
    Gradients<T> gradients_;
    LateGradients<T> late_gradients_;
    std::vector<End> ends_;
    std::vector<OutputResult> results_;
    std::vector<T> sample_weights_;
    std::vector<double> output_penalties_;  // of each sample
    std::vector<double> weight_penalties_;
    std::int64_t loss_elements_ = 0;  // that the loss of one sample looks at
    std::vector<int> prepared_;       // steps that prepare something
    std::function<void(const PlanStep&, const T*)> observer_;
    StepTimes* times_ = nullptr;
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "execution/gradients.h"
#include "execution/workspace.h"
#include "learning/loss.h"

#include <span>
#include <vector>

namespace glassnet {

/// The loss of one output of the network, and its weight in the total loss.
struct OutputLoss {
    const Loss* loss = nullptr;
    double weight = 1;
};

/// The result of one batch at one output.
struct OutputResult {
    double loss_sum = 0;  // over its samples, before the output's weight
    int correct = 0;      // samples whose output names their class (class targets only)
};

/// The result of one batch.
struct BatchResult {
    // over its samples: the weighted sum of all outputs, and the penalties of regularizers
    double loss_sum = 0;
    std::span<const OutputResult>
        outputs{};  // in the order of the plan's outputs; valid until the next batch
};

/// Computes the loss of a batch: the network's outputs compared with their targets, and the penalties of
/// regularizers on outputs and weights. Borrows plan, weights, workspace and threads. Nothing is allocated
/// while batches are evaluated.
template <class T>
class BatchLoss {
public:
    /// Takes one loss for each output of the plan, in its order; none where only outputs are needed.
    BatchLoss(const Plan& plan, const Weights<T>& weights, const std::vector<OutputLoss>& losses,
              const Workspace<T>& workspace, ThreadPool& pool);

    /// One output of the network with its targets and losses.
    struct Output : OutputLoss {
        const PlanStep* step = nullptr;
        TargetKind target_kind = TargetKind::class_number;
        std::int64_t target_elements = 1;
        Arena<T> targets{0}, class_targets{0};
        // where samples are mixed: the class of the other one, and room for its loss
        Arena<T> other_targets{0}, other_values{0}, other_gradients{0};
        std::vector<T> losses;  // of each sample
        std::vector<char> correct;
    };
    [[nodiscard]] const std::vector<Output>& outputs() const { return outputs_; }
    /// Tells what an output's targets will be: class numbers, one for each sample, whatever the loss needs;
    /// or `elements` values each.
    void set_targets(TargetKind kind, std::int64_t elements, std::size_t output);
    /// Makes room for samples that are mixed with others, once set_targets was called for all outputs.
    void set_mixing();
    /// Returns the share of each sample's own class in its loss, 1 unless set; the rest is that of
    /// Output::other_targets. Only after set_mixing(), and for targets that are class numbers.
    [[nodiscard]] std::span<T> target_shares() { return target_shares_; }
    [[nodiscard]] std::span<T> other_targets(std::size_t output) {
        return outputs_[output].other_targets.all();
    }
    /// Returns the weight of each sample in the loss; 1 unless set.
    [[nodiscard]] std::span<T> sample_weights() { return sample_weights_; }
    [[nodiscard]] std::span<const T> sample_weights() const { return sample_weights_; }

    enum class Compare { with_targets, nothing };
    /// Computes, with targets, the loss, and the gradients at the outputs where the plan has some; with
    /// nothing, only fused activations.
    [[nodiscard]] BatchResult of_batch(Compare compare);
    /// Adds the gradients of the penalties on weights.
    void add_gradients(Gradients<T>& gradients);

    /// Returns the penalty on a step's output for one sample.
    [[nodiscard]] double penalty(const PlanStep& step, int sample) const;
    /// Returns the penalties of the last batch, in the order of the plan.
    [[nodiscard]] std::span<const double> weight_penalties() const { return weight_penalties_; }

private:
    void evaluate(Output& output, int sample, Compare compare);
    double compare_with(Output& output, int sample, const LossSample<T>& wanted, const T* given);
    [[nodiscard]] double output_penalties(int sample) const;
    void penalize_weights();

    const Plan& plan_;
    const Weights<T>& weights_;
    const Workspace<T>& workspace_;
    ThreadPool& pool_;
    std::vector<Output> outputs_;
    std::vector<OutputResult> results_;
    std::vector<T> sample_weights_;
    std::vector<T> target_shares_;          // nothing where no sample is mixed
    std::vector<double> output_penalties_;  // of each sample
    std::vector<double> weight_penalties_;
    std::int64_t elements_ = 0;  // that the loss of one sample looks at
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "execution/gradients.h"
#include "execution/workspace.h"
#include "learning/loss.h"

#include <span>
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
    // over its samples: all ends by their weights, and the penalties of regularizers
    double loss_sum = 0;
    std::span<const OutputResult> outputs{};  // in the order of the plan's ends; valid until the next batch
};

/// What a batch costs: the network's ends held against their targets, and the penalties of regularizers on
/// outputs and weights. Borrows plan, weights, workspace and threads. Nothing is allocated while batches are
/// judged.
template <class T>
class BatchLoss {
public:
    /// One objective for each end of the plan, in its order; none where only outputs are wanted.
    BatchLoss(const Plan& plan, const Weights<T>& weights, const std::vector<Objective>& objectives,
              const Workspace<T>& workspace, ThreadPool& pool);

    /// One end of the network, and what was found there.
    struct End {
        Objective objective;
        const PlanStep* step = nullptr;
        TargetKind target_kind = TargetKind::class_number;
        std::int64_t target_elements = 1;
        Arena<T> targets{0}, class_targets{0};
        std::vector<T> losses;  // of each sample
        std::vector<char> right;
    };
    [[nodiscard]] const std::vector<End>& ends() const { return ends_; }
    /// What will stand in an end's targets: class numbers, one for each sample, whatever the loss wants; or
    /// `elements` values each.
    void set_targets(TargetKind kind, std::int64_t elements, std::size_t end);
    /// How much each sample's loss counts; 1 unless set.
    [[nodiscard]] std::span<T> sample_weights() { return sample_weights_; }
    [[nodiscard]] std::span<const T> sample_weights() const { return sample_weights_; }

    /// With targets: the loss, and the gradients of the ends' outputs where the plan has some. With nothing:
    /// only fused activations.
    enum class Compare { with_targets, nothing };
    [[nodiscard]] BatchResult of_batch(Compare compare);
    /// Gradients of the penalties on weights.
    void add_gradients(Gradients<T>& gradients);

    /// On what one sample makes of a step's output.
    [[nodiscard]] double penalty(const PlanStep& step, int sample) const;
    /// Those of the last batch, in the order of the plan.
    [[nodiscard]] std::span<const double> weight_penalties() const { return weight_penalties_; }

private:
    void judge(End& end, int sample, Compare compare);
    [[nodiscard]] double output_penalties(int sample) const;
    void penalize_weights();

    const Plan& plan_;
    const Weights<T>& weights_;
    const Workspace<T>& workspace_;
    ThreadPool& pool_;
    std::vector<End> ends_;
    std::vector<OutputResult> results_;
    std::vector<T> sample_weights_;
    std::vector<double> output_penalties_;  // of each sample
    std::vector<double> weight_penalties_;
    std::int64_t elements_ = 0;  // that the loss of one sample looks at
};

}  // namespace glassnet

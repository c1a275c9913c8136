// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/answer.h"
#include "training/checkpoint.h"
#include "training/executor.h"
#include "training/feed.h"
#include "training/history.h"
#include "training/inference.h"
#include "training/named_tensors.h"
#include "training/non_finite.h"
#include "training/optimization.h"
#include "training/ready_task.h"
#include "training/training_step.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Owns the weights of a run and moves them, one batch at a time. What it computes depends on the task alone: not on threads, pauses, views
/// or being restored from a checkpoint. Not for several threads at once.
class Learner {
public:
    /// Checks the task, throws Error with all its problems.
    explicit Learner(const TrainingTask& task, History& history);

    [[nodiscard]] std::int64_t step_number() const { return step_; }
    [[nodiscard]] std::int64_t steps_per_epoch() const { return steps_per_epoch_; }
    [[nodiscard]] int epoch() const { return epoch_; }  // completed
    [[nodiscard]] bool at_epoch_start() const { return batch_in_epoch_ == 0; }
    [[nodiscard]] bool done() const;
    /// The number of the best epoch so far, 0 before the first has ended.
    [[nodiscard]] int best_epoch() const { return ready_.stopping->best_epoch(epochs_); }
    /// Why the run is done: "all epochs done", "early stopping: …".
    [[nodiscard]] std::string stop_reason() const;
    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] int threads() const { return pool_.threads(); }
    /// What the whole training takes, see training_bytes.
    [[nodiscard]] double memory_bytes() const;
    /// The step of the plan whose output answers.
    [[nodiscard]] std::size_t main_output() const { return static_cast<std::size_t>(plan_.output_steps[ready_.heads.main]); }
    /// Whether it tells the data's classes apart.
    [[nodiscard]] bool tells_classes() const { return ready_.tells_classes(); }
    [[nodiscard]] const std::vector<Problem>& warnings() const { return ready_.warnings; }

    /// Trains one batch; at the end of an epoch also validates. Adds to the history. Throws Error: training.not_finite with the weights as
    /// they were before the batch; training.not_finite_evaluation after the epoch's last batch is done; training.update_not_finite with
    /// weights that only restore or set_weights can mend.
    void step();
    /// Whether a checkpoint of now would be good to go on from: false after training.update_not_finite.
    [[nodiscard]] bool weights_are_good() const { return weights_are_good_; }

    /// Throws Error (training.not_finite_evaluation) where an output or the loss is not finite.
    [[nodiscard]] Evaluation evaluate(const DataPart& part, Judge judge = Judge::loss_and_accuracy) {
        return inference_.evaluate(learned(), part, judge);
    }
    /// The last layer's output for one sample of raw values (sample_shape.elements() of them), as they stand in a data set.
    [[nodiscard]] std::vector<float> predict(std::span<const float> raw) { return inference_.predict(learned(), raw); }
    /// What that says of the classes, in their order. Only where tells_classes().
    [[nodiscard]] std::vector<ClassAnswer> answer(std::span<const float> raw) { return class_answers(predict(raw), ready_.main_loss()); }
    /// Outputs of the nodes that are watched, their weights and the prediction, for the pinned sample, in evaluation mode.
    void look(const Watch& watch, Snapshot& snapshot) { inference_.look(learned(), watch, snapshot); }

    [[nodiscard]] Checkpoint checkpoint() const;
    /// Throws Error (checkpoint.mismatch) if tensors are missing or have other shapes.
    void restore(const Checkpoint& checkpoint);
    /// Weights only: the run begins at step 0 from here. Throws Error likewise.
    void set_weights(const std::map<std::string, TensorValue>& weights);

    /// From now on look, predict and evaluate use these weights, training goes on with its own: those of the best epoch once the run is
    /// over. Until the next restore or set_weights. Throws Error likewise.
    void answer_with(const std::map<std::string, TensorValue>& weights) { shown_ = placed_weights(plan_, weights); }

private:
    void begin_epoch();
    void fill_batch(Executor<float>& executor, int samples) const;
    void end_epoch();
    [[nodiscard]] EpochRecord record_of_epoch() const;
    /// Adds what the validation part says; the error where it is not finite.
    [[nodiscard]] std::optional<Error> validate(EpochRecord& record);
    [[nodiscard]] Moment moment() const;
    /// The weights that answer, brought up to date.
    [[nodiscard]] Learned learned() { return {shown_.size() > 0 ? shown_ : optimization_.answering(weights_), step_}; }
    [[noreturn]] void fail_not_finite(int samples);
    [[nodiscard]] std::optional<NonFinite> find_again(int samples);
    void fail_update();

    ReadyTask ready_;
    History& history_;
    ThreadPool pool_;
    Feed feed_{ready_, pool_};
    Plan plan_;
    Weights<float> weights_;
    Weights<float> shown_;  // those that answer instead; empty where there are none
    Executor<float> executor_;
    Optimization<float> optimization_;
    TrainingStep training_step_{executor_, optimization_, weights_};
    Inference inference_{ready_, pool_};
    bool weights_are_good_ = true;

    std::vector<std::uint32_t> order_;
    std::int64_t steps_per_epoch_;
    std::int64_t step_ = 0;
    int epoch_ = 0;
    std::int64_t batch_in_epoch_ = 0;
    double epoch_loss_sum_ = 0;
    std::vector<OutputResult> epoch_outputs_;
    double epoch_seconds_ = 0;
    std::vector<EpochRecord> epochs_;
    double rate_ = 0;           // of the last batch
    std::string early_reason_;  // why the run ends before its last epoch; empty while it does not
};

}  // namespace glassnet

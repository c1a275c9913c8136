// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/executor.h"
#include "execution/optimization.h"
#include "training/answer.h"
#include "training/checkpoint.h"
#include "training/feed.h"
#include "training/history.h"
#include "training/inference.h"
#include "training/named_tensors.h"
#include "training/non_finite.h"
#include "training/ready_task.h"
#include "training/settings_change.h"
#include "training/training_step.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Owns the weights of a run and moves them, one batch at a time. What it computes depends on the task alone:
/// not on threads, pauses, views or being restored from a checkpoint. Not for several threads at once.
class Learner {
public:
    /// Checks the task, throws Error with all its problems.
    explicit Learner(const TrainingTask& task, History& history);

    [[nodiscard]] std::int64_t step_number() const { return step_; }
    /// Batches of a whole epoch, and of the whole run if nothing ends it early.
    [[nodiscard]] std::int64_t steps_per_epoch() const { return steps_for(samples_per_epoch()); }
    [[nodiscard]] std::int64_t steps_of_run() const;
    [[nodiscard]] std::int64_t samples_per_epoch() const { return ready_.data().training.count; }
    [[nodiscard]] int epoch() const { return epoch_; }  // completed
    /// The same and the part of the epoch under way: 2.5 in the middle of the third.
    [[nodiscard]] double epochs_done() const {
        return epoch_ + static_cast<double>(samples_in_epoch_) / static_cast<double>(samples_per_epoch());
    }
    [[nodiscard]] bool at_epoch_start() const { return batch_in_epoch_ == 0; }
    [[nodiscard]] bool done() const;
    /// The number of the best epoch so far, 0 before the first has ended.
    [[nodiscard]] int best_epoch() const { return ready_.stopping->best_epoch(epochs_); }
    /// Whether it is done before its last epoch.
    [[nodiscard]] bool ends_early() const { return !early_reason_.empty(); }
    /// Why the run is done: "all epochs done", "early stopping: …".
    [[nodiscard]] std::string stop_reason() const;
    /// As they are now: see change().
    [[nodiscard]] const TrainingSettings& settings() const { return ready_.task.settings; }
    [[nodiscard]] const Plan& plan() const { return work_->plan; }
    [[nodiscard]] int threads() const { return pool_.threads(); }
    /// What the whole training takes, see training_bytes.
    [[nodiscard]] double memory_bytes() const;
    /// The step of the plan whose output answers.
    [[nodiscard]] std::size_t main_output() const {
        return static_cast<std::size_t>(plan().output_steps[ready_.heads.main]);
    }
    /// Whether it tells the data's classes apart.
    [[nodiscard]] bool tells_classes() const { return ready_.tells_classes(); }
    [[nodiscard]] const std::vector<Problem>& warnings() const { return ready_.warnings; }

    /// Trains one batch; at the end of an epoch also validates. Adds to the history. Throws Error:
    /// training.not_finite with the weights as they were before the batch; training.not_finite_evaluation
    /// after the epoch's last batch is done; training.update_not_finite with weights that only restore or
    /// set_weights can mend.
    void step();
    /// Whether a checkpoint of now would be good to go on from: false after training.update_not_finite.
    [[nodiscard]] bool weights_are_good() const { return weights_are_good_; }

    /// Throws Error (training.not_finite_evaluation) where an output or the loss is not finite.
    [[nodiscard]] Evaluation evaluate(const DataPart& part, Judge judge = Judge::loss_and_accuracy) {
        return work_->inference.evaluate(learned(), part, judge);
    }
    /// The last layer's output for one sample of raw values (sample_shape.elements() of them), as they stand
    /// in a data set.
    [[nodiscard]] std::vector<float> predict(std::span<const float> raw) {
        return work_->inference.predict(learned(), raw);
    }
    /// What that says of the classes, in their order. Only where tells_classes().
    [[nodiscard]] std::vector<ClassAnswer> answer(std::span<const float> raw) {
        return class_answers(predict(raw), ready_.main_loss());
    }
    /// Outputs of the nodes that are watched, and their weights, for the pinned sample, in evaluation mode.
    void look(const Watch& watch, Snapshot& snapshot) { work_->inference.look(learned(), watch, snapshot); }

    [[nodiscard]] Checkpoint checkpoint() const;
    /// Goes on from there, by the settings that the run had taken over by then. Throws Error:
    /// checkpoint.mismatch if tensors are missing or have other shapes, checkpoint.cursor, and what change()
    /// throws; with the last the learner is of no use any more.
    void restore(const Checkpoint& checkpoint);
    /// Weights only: the run begins at step 0 from here. Throws Error likewise.
    void set_weights(const std::map<std::string, TensorValue>& weights);

    /// From the next batch on the run is trained by these settings; noted in its checkpoints, so that
    /// resuming it gives the same bits. Throws Error (training.cannot_change, and what is wrong with the
    /// settings) and changes nothing.
    void change(const TrainingSettings& settings);

    /// From now on look, predict and evaluate use these weights, training goes on with its own: those of the
    /// best epoch once the run is over. Until the next restore, change or set_weights. Throws Error likewise.
    void answer_with(const std::map<std::string, TensorValue>& weights) {
        work_->shown = placed_weights(plan(), weights);
    }

private:
    /// All that is bound to one plan.
    struct Work {
        Work(const ReadyTask& ready, ThreadPool& pool, Plan plan, Weights<float> weights);
        Plan plan;
        Weights<float> weights;
        Weights<float> shown{};  // those that answer instead; empty where there are none
        Executor<float> executor;
        Optimization<float> optimization;
        TrainingStep training_step{executor, optimization, weights};
        Inference inference;
    };
    [[nodiscard]] std::int64_t steps_for(std::int64_t samples) const {
        return (samples + plan().batch - 1) / plan().batch;
    }
    [[nodiscard]] Plan compiled() const { return compile(ready_.checked, ready_.learning()); }
    [[nodiscard]] std::unique_ptr<Work> work_with(Plan plan, Weights<float> weights);
    /// By the settings of now, with what the checkpoint remembers.
    [[nodiscard]] std::unique_ptr<Work> work_from(const Checkpoint& checkpoint);
    /// Puts weights and the optimizer's memory in their places, once both are known to fit.
    void place(const Checkpoint& checkpoint);
    void begin_epoch();
    void fill_batch(Executor<float>& executor, int samples) const;
    void end_epoch();
    [[nodiscard]] EpochRecord record_of_epoch() const;
    /// Adds what the validation part says; the error where it is not finite.
    [[nodiscard]] std::optional<Error> validate(EpochRecord& record);
    [[nodiscard]] Moment moment() const;
    /// The weights that answer, brought up to date.
    [[nodiscard]] Learned learned() {
        return {work_->shown.size() > 0 ? work_->shown : work_->optimization.answering(work_->weights),
                step_};
    }
    [[noreturn]] void fail_not_finite(int samples);
    [[nodiscard]] std::optional<NonFinite> find_again(int samples);
    void fail_update();

    ReadyTask ready_;
    History& history_;
    ThreadPool pool_;
    Feed feed_{ready_, pool_};
    std::unique_ptr<Work> work_;
    bool weights_are_good_ = true;

    std::vector<std::uint32_t> order_;
    std::int64_t step_ = 0;
    int epoch_ = 0;
    std::int64_t batch_in_epoch_ = 0, samples_in_epoch_ = 0;  // done
    double epoch_loss_sum_ = 0;
    std::vector<OutputResult> epoch_outputs_;
    double epoch_seconds_ = 0;
    std::vector<EpochRecord> epochs_;
    std::vector<SettingsChange> changes_;
    double rate_ = 0;           // of the last batch
    std::string early_reason_;  // why the run ends before its last epoch; empty while it does not
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/executor.h"
#include "execution/optimization.h"
#include "training/checkpoint.h"
#include "training/class_predictions.h"
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

/// Owns the weights of a run and updates them, one batch at a time. What it computes depends on the task
/// alone: not on threads, pauses, views or being restored from a checkpoint. Not for several threads at once.
class Learner {
public:
    /// Checks the task. Throws Error with all its problems.
    explicit Learner(const TrainingTask& task, History& history);

    [[nodiscard]] std::int64_t step_number() const { return step_; }
    /// Returns the number of batches in a whole epoch.
    [[nodiscard]] std::int64_t steps_per_epoch() const { return steps_for(samples_per_epoch()); }
    /// Returns the number of batches in the whole run if nothing ends it early.
    [[nodiscard]] std::int64_t steps_of_run() const;
    [[nodiscard]] std::int64_t samples_per_epoch() const { return ready_.data().training.count; }
    [[nodiscard]] int epoch() const { return epoch_; }  // completed
    /// Returns the completed epochs and the part of the current one: 2.5 in the middle of the third.
    [[nodiscard]] double epochs_done() const {
        return epoch_ + static_cast<double>(samples_in_epoch_) / static_cast<double>(samples_per_epoch());
    }
    [[nodiscard]] bool at_epoch_start() const { return batch_in_epoch_ == 0; }
    [[nodiscard]] bool done() const;
    /// Returns the number of the best epoch so far, 0 before the first has ended.
    [[nodiscard]] int best_epoch() const { return ready_.stopping->best_epoch(epochs_); }
    /// Tells whether it is done before its last epoch.
    [[nodiscard]] bool ends_early() const { return !early_reason_.empty(); }
    /// Returns why the run is done: "all epochs done", "early stopping: …".
    [[nodiscard]] std::string stop_reason() const;
    /// Returns the current settings: see change().
    [[nodiscard]] const TrainingSettings& settings() const { return ready_.task.settings; }
    /// Returns the preprocessing with all that it has taken from the training part.
    [[nodiscard]] const std::vector<KindSettings>& preprocessing() const { return ready_.task.preprocessing; }
    [[nodiscard]] const Plan& plan() const { return work_->plan; }
    [[nodiscard]] int threads() const { return pool_.threads(); }
    /// Returns what the whole training takes, see training_bytes.
    [[nodiscard]] double memory_bytes() const;
    /// Returns the step of the plan whose output makes the predictions.
    [[nodiscard]] std::size_t main_output() const {
        return static_cast<std::size_t>(plan().output_steps[ready_.outputs.main]);
    }
    /// Tells whether that output tells the data's classes apart.
    [[nodiscard]] bool tells_classes() const { return ready_.tells_classes(); }
    [[nodiscard]] const std::vector<Problem>& warnings() const { return ready_.warnings; }
    /// Returns what was noticed while it trained: samples that could not be read, waiting for them.
    [[nodiscard]] std::vector<Problem> remarks() const;

    /// Trains one batch; at the end of an epoch also validates. Adds to the history. Throws Error:
    /// training.not_finite with the weights as they were before the batch; training.not_finite_evaluation
    /// after the epoch's last batch is done; training.update_not_finite with weights that only restore or
    /// set_weights can repair.
    void step();
    /// Tells whether a checkpoint made now could be resumed: false after training.update_not_finite.
    [[nodiscard]] bool weights_are_good() const { return weights_are_good_; }

    /// Evaluates a part of the data. Throws Error (training.not_finite_evaluation) where an output or the
    /// loss is not finite.
    [[nodiscard]] Evaluation evaluate(const DataPart& part,
                                      EvaluationScope scope = EvaluationScope::loss_and_accuracy) {
        return work_->inference.evaluate(inference_weights(), part, scope);
    }
    /// Returns the last layer's output for one sample of raw values (sample_shape.elements() of them), as in
    /// a data set.
    [[nodiscard]] std::vector<float> predict(std::span<const float> raw) {
        return work_->inference.predict(inference_weights(), raw);
    }
    /// Returns that output's predictions for the classes, in their order. Only where tells_classes().
    [[nodiscard]] std::vector<ClassPrediction> predict_classes(std::span<const float> raw) {
        return class_predictions(predict(raw), ready_.main_loss());
    }
    /// Captures the outputs and the weights of the watched nodes, for the pinned sample, in evaluation mode.
    void capture(const Watch& watch, Snapshot& snapshot) {
        work_->inference.capture(inference_weights(), watch, snapshot);
    }

    [[nodiscard]] Checkpoint checkpoint() const;
    /// Resumes from there, with the settings that the run had adopted by then. Throws Error:
    /// checkpoint.mismatch if tensors are missing or have other shapes, checkpoint.cursor, and what change()
    /// throws; after the last the learner is unusable.
    void restore(const Checkpoint& checkpoint);
    /// Sets the weights only: the run begins at step 0 from here. Throws Error likewise.
    void set_weights(const std::map<std::string, TensorValue>& weights);

    /// Trains the run with these settings from the next batch on; they are noted in its checkpoints, so that
    /// resuming it gives the same bits. Throws Error (training.cannot_change, and what is wrong with the
    /// settings) and changes nothing.
    void change(const TrainingSettings& settings);

    /// Makes capture, predict and evaluate use these weights from now on, until the next restore, change or
    /// set_weights; training continues with its own. Used for those of the best epoch once the run is over.
    /// Throws Error likewise.
    void use_weights(const std::map<std::string, TensorValue>& weights) {
        work_->shown = placed_weights(plan(), weights);
    }

private:
    /// All that is bound to one plan.
    struct Work {
        Work(const ReadyTask& ready, ThreadPool& pool, Plan plan, Weights<float> weights);
        Plan plan;
        Weights<float> weights;
        Weights<float> shown{};  // used for inference instead; empty where there are none
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
    /// Makes the work for the current settings, with the memory of the checkpoint.
    [[nodiscard]] std::unique_ptr<Work> work_from(const Checkpoint& checkpoint);
    /// Puts weights and the optimizer's memory in their places, once both are known to fit.
    void place(const Checkpoint& checkpoint);
    void begin_epoch();
    void fill_batch(Executor<float>& executor, int samples) const;
    void end_epoch();
    [[nodiscard]] EpochRecord record_of_epoch() const;
    /// Adds the results of the validation part; returns the error where they are not finite.
    [[nodiscard]] std::optional<Error> validate(EpochRecord& record);
    [[nodiscard]] ScheduleState schedule_state() const;
    /// Returns the weights used for inference, brought up to date.
    [[nodiscard]] TrainedWeights inference_weights() {
        return {
            work_->shown.size() > 0 ? work_->shown : work_->optimization.inference_weights(work_->weights),
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
    double step_seconds_ = 0;       // of all batches since this was made
    std::int64_t lost_before_ = 0;  // samples that the checkpoint it began from had lost
    std::vector<EpochRecord> epochs_;
    std::vector<SettingsChange> changes_;
    double rate_ = 0;           // of the last batch
    std::string early_reason_;  // why the run ends before its last epoch; empty while it does not
};

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/pipeline.h"
#include "training/checkpoint.h"
#include "training/executor.h"
#include "training/heads.h"
#include "training/history.h"
#include "training/metric.h"
#include "training/non_finite.h"
#include "training/optimization.h"
#include "training/stopping.h"
#include "training/task.h"
#include "training/training_step.h"

#include <memory>
#include <optional>
#include <vector>

namespace glassnet {

/// Loss and answers over a whole part of the data.
struct Evaluation {
    double loss = 0;                // of the whole: all ends by their weights, and penalties
    double accuracy = -1;           // of the main end; negative where there are no classes
    std::vector<int> predicted;     // class of each sample; empty where the main end does not tell the data's classes
    std::vector<float> confidence;  // its probability

    /// Of one end.
    struct Output {
        std::string node;
        double loss = 0;       // before its weight
        double accuracy = -1;  // negative where there are no classes
    };
    std::vector<Output> outputs{};  // in the order of the network's ends

    struct Measured {
        std::string_view id;
        std::optional<double> value;  // nothing where it is not defined
    };
    std::vector<Measured> metrics{};  // those asked for that fit the targets
};

/// How much of an evaluation is wanted: only loss and accuracy, the metrics that the settings name, or all that fit the targets, in the
/// order of the catalogue. Metrics need all outputs at once: samples × outputs × 4 bytes.
enum class Judge { loss_and_accuracy, chosen_metrics, every_metric };

/// Owns the weights of a run and moves them, one batch at a time. What it computes depends on the task alone: not on threads, pauses, views
/// or being restored from a checkpoint. Not for several threads at once.
class Learner {
public:
    /// Checks the task, throws Error with all its problems.
    explicit Learner(const TrainingTask& task, History& history);
    ~Learner();

    [[nodiscard]] std::int64_t step_number() const { return step_; }
    [[nodiscard]] std::int64_t steps_per_epoch() const { return steps_per_epoch_; }
    [[nodiscard]] int epoch() const { return epoch_; }  // completed
    [[nodiscard]] bool at_epoch_start() const { return batch_in_epoch_ == 0; }
    [[nodiscard]] bool done() const;
    /// The number of the best epoch so far, 0 before the first has ended.
    [[nodiscard]] int best_epoch() const { return stopping_->best_epoch(epochs_); }
    /// Why the run is done: "all epochs done", "early stopping: …".
    [[nodiscard]] std::string stop_reason() const;
    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] int threads() const { return pool_.threads(); }
    /// The step of the plan whose output answers.
    [[nodiscard]] std::size_t main_output() const { return static_cast<std::size_t>(plan_.output_steps[heads_.main]); }
    /// Whether it tells the data's classes apart.
    [[nodiscard]] bool tells_classes() const { return has_classes() && heads_.all[heads_.main].target == 0; }
    [[nodiscard]] const std::vector<Problem>& warnings() const { return warnings_; }

    /// Trains one batch; at the end of an epoch also validates. Adds to the history. Throws Error: training.not_finite with the weights as
    /// they were before the batch; training.not_finite_evaluation after the epoch's last batch is done; training.update_not_finite with
    /// weights that only restore or set_weights can mend.
    void step();
    /// Whether a checkpoint of now would be good to go on from: false after training.update_not_finite.
    [[nodiscard]] bool weights_are_good() const { return weights_are_good_; }

    /// Throws Error (training.not_finite_evaluation) where an output or the loss is not finite.
    [[nodiscard]] Evaluation evaluate(const DataPart& part, Judge judge = Judge::loss_and_accuracy);
    /// The last layer's output for one sample of raw values (sample_shape.elements() of them), as they stand in a data set.
    [[nodiscard]] std::vector<float> predict(std::span<const float> raw);
    /// Outputs of the nodes that are watched, their weights and the prediction, for the pinned sample, in evaluation mode.
    void look(const Watch& watch, Snapshot& snapshot);

    [[nodiscard]] Checkpoint checkpoint() const;
    /// Throws Error (checkpoint.mismatch) if tensors are missing or have other shapes.
    void restore(const Checkpoint& checkpoint);
    /// Weights only: the run begins at step 0 from here. Throws Error likewise.
    void set_weights(const std::map<std::string, TensorValue>& weights);

    /// From now on look, predict and evaluate use these weights, training goes on with its own: those of the best epoch once the run is
    /// over. Until the next restore or set_weights. Throws Error likewise.
    void answer_with(const std::map<std::string, TensorValue>& weights);

private:
    struct Evaluator;
    /// Whether the main end tells classes apart.
    [[nodiscard]] bool has_classes() const { return targets_[heads_.main].classes() > 0; }
    [[nodiscard]] const Loss& main_loss() const { return *heads_.all[heads_.main].loss; }
    void set_targets(Executor<float>& executor) const;
    void choose_metrics();
    /// Copies what every end of one sample is held against. The input stands in the executor already.
    void fill_targets(Executor<float>& executor, const DataPart& part, std::int64_t number, int sample) const;
    [[nodiscard]] std::vector<Figure> figures_of_training(double samples) const;
    void add_figures(EpochRecord& record, const Evaluation& validation) const;
    /// How much one training sample counts in the loss.
    [[nodiscard]] double weight_of(std::int64_t sample) const;
    void begin_epoch();
    void fill_batch(Executor<float>& executor, int samples);
    void fill_evaluation(Executor<float>& executor, const DataPart& part, std::int64_t first, int samples);
    void end_epoch();
    [[noreturn]] void fail_not_finite(int samples);
    [[nodiscard]] Moment moment() const;
    /// The weights that answer, brought up to date.
    const Weights<float>& answering_weights() { return shown_.size() > 0 ? shown_ : optimization_->answering(weights_); }
    void fail_update();
    [[noreturn]] void fail_evaluation(const Executor<float>& done, const DataPart& part, std::int64_t first, int samples);
    [[nodiscard]] std::optional<NonFinite> find_again(int samples);
    [[nodiscard]] PlanOptions learning_options() const;
    Evaluator& evaluator(int batch);
    /// One sample, already in the single evaluator's input as raw values, through the network.
    const Executor<float>& run_single();

    TrainingTask task_;
    History& history_;
    std::vector<Problem> warnings_;
    Checked checked_;
    Heads heads_;
    std::vector<TargetSummary> targets_;                  // of each head
    std::vector<std::unique_ptr<const Metric>> metrics_;  // of each epoch, accuracy left out
    std::unique_ptr<Stopping> stopping_;
    std::vector<double> class_weights_;  // empty: all classes count alike
    Pipeline pipeline_;
    ThreadPool pool_;
    Plan plan_;
    Weights<float> weights_;
    Weights<float> shown_;  // those that answer instead; empty where there are none
    std::unique_ptr<Executor<float>> executor_;
    std::unique_ptr<Optimization<float>> optimization_;
    std::unique_ptr<TrainingStep> training_step_;
    bool weights_are_good_ = true;
    std::vector<std::unique_ptr<Evaluator>> evaluators_;

    std::vector<std::uint32_t> order_;
    std::int64_t steps_per_epoch_ = 0;
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

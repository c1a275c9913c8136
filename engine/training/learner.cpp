// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/learner.h"

#include "data/batches.h"
#include "data/changes.h"
#include "math/elementwise/arithmetic.h"
#include "math/elementwise/finite.h"
#include "training/adapt.h"
#include "training/footprint.h"
#include "training/plans.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <limits>

namespace glassnet {

namespace {

constexpr ProblemKind not_finite{
    "training.not_finite", Severity::error, "{node} has a value that is not finite ({tensor}) at step {step}",
    "Lower the learning rate to a tenth, or look at the inputs. The weights are those of the step before."};
constexpr ProblemKind update_not_finite{"training.update_not_finite", Severity::error,
                                        "Step {step} moved {tensor} beyond all numbers",
                                        "Lower the learning rate, and go on from the last checkpoint."};
constexpr ProblemKind samples_lost{
    "training.samples_lost", Severity::warning,
    "{count} training samples could not be read and count for nothing, such as {sample}: {reason}",
    "Bring their files back and train again: this run is not that of its data."};
constexpr ProblemKind waits_for_data{
    "training.waits_for_data", Severity::hint, "training waits for its samples {percent} % of the time",
    "Smaller pictures, a faster disk, or more memory or disk for samples help (glassnet storage)."};
constexpr ProblemKind checkpoint_cursor{
    "checkpoint.cursor", Severity::error,
    "The checkpoint stands at step {step}, epoch {epoch}, batch {batch}, where this run cannot be",
    "Use a checkpoint of this run, or begin a new one."};

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Weights<float> first_weights(const ReadyTask& ready, const Plan& plan, ThreadPool& pool) {
    Weights<float> weights = initial_weights<float>(plan, ready.task.settings.seed);
    adapt_to_data(plan, ready.data(), ready.pipeline, pool, weights);
    return weights;
}

/// Returns each output's own loss and accuracy over the training part, where there are several.
std::vector<MetricValue> metrics_of_training(const ReadyTask& ready, const std::vector<OutputResult>& sums) {
    const std::vector<TrainedOutput>& outputs = ready.outputs.all;
    const auto samples = static_cast<double>(ready.data().training.count);
    std::vector<MetricValue> values;
    for (std::size_t i = 0; outputs.size() > 1 && i < outputs.size(); ++i) {
        values.push_back({metric_name(outputs[i], "loss"), sums[i].loss_sum / samples});
        if (ready.targets[i].classes() > 0)
            values.push_back({metric_name(outputs[i], "accuracy"), sums[i].correct / samples});
    }
    return values;
}

/// Adds the same of the validation part, and the metrics; without values where the evaluation has failed.
void add_metrics(const ReadyTask& ready, const Evaluation& validation, std::vector<MetricValue>& values) {
    const std::vector<TrainedOutput>& outputs = ready.outputs.all;
    const bool failed = validation.outputs.empty();
    for (std::size_t i = 0; outputs.size() > 1 && i < outputs.size(); ++i) {
        const auto add = [&](std::string_view name, std::optional<double> value) {
            values.push_back({"val_" + metric_name(outputs[i], name), value});
        };
        add("loss", failed ? std::nullopt : std::optional(validation.outputs[i].loss));
        if (ready.targets[i].classes() > 0)
            add("accuracy", failed ? std::nullopt : validation.outputs[i].accuracy);
    }
    for (std::size_t i = 0; i < ready.metrics.size(); ++i)
        values.push_back({"val_" + std::string(ready.metrics[i]->id()),
                          failed ? std::nullopt : validation.metrics[i].value});
}

void copy_each(const std::vector<Arena<float>>& from, const std::vector<Optimization<float>::Memory>& to) {
    for (std::size_t slot = 0; slot < to.size(); ++slot)
        std::ranges::copy(from[slot].all(), to[slot].values.begin());
}

}  // namespace

Learner::Work::Work(const ReadyTask& ready, ThreadPool& pool, Plan of, Weights<float> values)
    : plan(std::move(of)),
      weights(std::move(values)),
      executor(plan, weights, ready.outputs.losses(), pool, ready.task.settings.seed),
      optimization(*ready.optimizer, plan, pool),
      inference(ready, pool) {
    optimization.reset(weights);
}

Learner::Learner(const TrainingTask& task, History& history)
    : ready_(task), history_(history), pool_(task.threads), epoch_outputs_(ready_.outputs.all.size()) {
    Plan plan = compiled();
    Weights<float> weights = first_weights(ready_, plan, pool_);
    work_ = work_with(std::move(plan), std::move(weights));
}

std::unique_ptr<Learner::Work> Learner::work_with(Plan plan, Weights<float> weights) {
    auto work = std::make_unique<Work>(ready_, pool_, std::move(plan), std::move(weights));
    feed_.set_targets(work->executor);
    return work;
}

std::unique_ptr<Learner::Work> Learner::work_from(const Checkpoint& checkpoint) {
    Plan plan = compiled();
    Weights<float> weights = placed_weights(plan, checkpoint.weights);
    auto work = work_with(std::move(plan), std::move(weights));
    const auto memory = work->optimization.memory();
    copy_each(placed_memory(work->plan, checkpoint.optimizer, memory), memory);
    return work;
}

void Learner::place(const Checkpoint& checkpoint) {
    const auto memory = work_->optimization.memory();
    const std::vector<Arena<float>> read = placed_memory(plan(), checkpoint.optimizer, memory);
    set_weights(checkpoint.weights);
    copy_each(read, memory);
}

double Learner::memory_bytes() const {
    return training_bytes(ready_.checked, plan(),
                          {.learning = ready_.learning(),
                           .optimizer_variables = ready_.optimizer->memory_tensors(),
                           .threads = pool_.threads()});
}

std::vector<Problem> Learner::remarks() const {
    std::vector<Problem> remarks;
    const Feed::Lost& lost = feed_.lost();
    if (lost.fault) {
        const Problem& reason = lost.fault->problems().front();
        remarks.emplace_back(
            samples_lost,
            Value::Map{{"count", std::ssize(lost.samples)},
                       {"sample", key_of(ready_.data(), {Part::training, *lost.samples.begin()})},
                       {"reason", reason.what()}});
    }
    constexpr double long_time = 10;  // seconds: less says nothing about a disk
    const double waited = feed_.seconds_waited();
    if (step_seconds_ > long_time && waited > step_seconds_ / 2)
        remarks.emplace_back(
            waits_for_data, Value::Map{{"percent", static_cast<std::int64_t>(100 * waited / step_seconds_)}});
    return remarks;
}

bool Learner::done() const { return epoch_ >= ready_.task.settings.epochs || !early_reason_.empty(); }

std::string Learner::stop_reason() const {
    return early_reason_.empty() ? "all epochs done" : "early stopping: " + early_reason_;
}

std::int64_t Learner::steps_of_run() const {
    const std::int64_t left = steps_for(samples_per_epoch() - samples_in_epoch_) +
                              steps_per_epoch() * (settings().epochs - epoch_ - 1);
    return step_ + std::max<std::int64_t>(0, left);
}

ScheduleState Learner::schedule_state() const {
    return {.step = step_, .steps = steps_of_run(), .epochs = epochs_};
}

void Learner::begin_epoch() {
    order_ = epoch_order(samples_per_epoch(), settings().seed, epoch_,
                         settings().shuffle ? Shuffle::yes : Shuffle::no);
    history_.expect_batches(static_cast<std::size_t>(steps_for(samples_per_epoch() - samples_in_epoch_)));
}

void Learner::fill_batch(Executor<float>& executor, int samples) const {
    feed_.fill(executor, {.order = order_,
                          .first = static_cast<std::size_t>(samples_in_epoch_),
                          .count = samples,
                          .epoch = static_cast<std::uint32_t>(epoch_)});
}

void Learner::step() {
    const auto start = std::chrono::steady_clock::now();
    if (order_.empty()) begin_epoch();
    const int samples =
        static_cast<int>(std::min<std::int64_t>(plan().batch, samples_per_epoch() - samples_in_epoch_));
    fill_batch(work_->executor, samples);
    const auto [end, result] =
        work_->training_step.run(samples, static_cast<std::uint32_t>(epoch_), step_, schedule_state());
    if (end == TrainingStep::End::not_finite) fail_not_finite(samples);
    rate_ = work_->optimization.rate(step_, schedule_state());
    if (end == TrainingStep::End::update_not_finite) fail_update();

    ++step_;
    ++batch_in_epoch_;
    samples_in_epoch_ += samples;
    epoch_loss_sum_ += result.loss_sum;
    for (std::size_t i = 0; i < epoch_outputs_.size(); ++i) {
        epoch_outputs_[i].loss_sum += result.outputs[i].loss_sum;
        epoch_outputs_[i].correct += result.outputs[i].correct;
    }
    const double seconds = seconds_since(start);
    epoch_seconds_ += seconds;
    step_seconds_ += seconds;
    const int correct = result.outputs[ready_.outputs.main].correct;
    history_.add(BatchRecord{.step = step_,
                             .epochs = epochs_done(),
                             .loss = result.loss_sum / samples,
                             .accuracy = ready_.has_classes()
                                             ? std::optional(static_cast<double>(correct) / samples)
                                             : std::nullopt,
                             .learning_rate = rate_});
    if (samples_in_epoch_ == samples_per_epoch()) end_epoch();
}

void Learner::fail_not_finite(int samples) {
    const NonFinite found = find_non_finite(work_->executor, [&] { return find_again(samples); });
    throw Error(not_finite, {{"node", found.node}, {"tensor", found.tensor}, {"step", step_ + 1}},
                {.node = found.node, .tensor = found.tensor});
}

/// Runs the batch again where nothing is overwritten, if there is memory for that. Leaves the weights as they
/// were before the batch.
std::optional<NonFinite> Learner::find_again(int samples) {
    work_->training_step.undo();
    const Plan open = compile(ready_.checked, for_inspection(ready_.learning()));
    if (memory_problem(executor_bytes(open, pool_.threads()))) return std::nullopt;
    Executor<float> executor(open, work_->weights, ready_.outputs.losses(), pool_, ready_.task.settings.seed);
    feed_.set_targets(executor);
    fill_batch(executor, samples);
    executor.prepare();
    executor.forward(samples, static_cast<std::uint32_t>(epoch_));
    (void)executor.compute_loss(Executor<float>::Compare::with_targets);
    executor.backward();
    auto found = find_non_finite(executor);
    work_->training_step.undo();
    return found;
}

void Learner::fail_update() {
    weights_are_good_ = false;
    const auto fail = [&](const PlanWeight& weight, std::string_view memory) {
        const std::string inner = memory.empty() ? "" : "/" + std::string(memory);
        throw Error(update_not_finite, {{"step", step_ + 1}, {"tensor", weight.name + inner}},
                    {.node = plan().step(weight.step).node, .tensor = std::string(weight.spec.name) + inner});
    };
    for_each_weight(plan(), [&](const PlanWeight& weight) {
        const std::int64_t count = weight.spec.shape.elements();
        if (!all_finite(work_->weights.data() + weight.offset, count)) fail(weight, "");
        if (!weight.spec.trainable) return;
        for (const auto& [name, values] : work_->optimization.memory())
            if (!all_finite(values.data() + weight.offset, count)) fail(weight, name);
    });
}

void Learner::end_epoch() {
    const auto start = std::chrono::steady_clock::now();
    const DataPart& validation = ready_.data().validation;
    // Its memory is allocated before anything says that the epoch is over.
    if (validation.count > 0) work_->inference.reserve(inference_weights(), validation);
    ++epoch_;
    EpochRecord record = record_of_epoch();
    const std::optional<Error> failed = validation.count > 0 ? validate(record) : std::nullopt;
    record.seconds = epoch_seconds_ + seconds_since(start);
    epochs_.push_back(record);
    early_reason_ = ready_.stopping->reason(epochs_);
    history_.add(record);
    batch_in_epoch_ = samples_in_epoch_ = 0;
    epoch_loss_sum_ = epoch_seconds_ = 0;
    std::ranges::fill(epoch_outputs_, OutputResult{});
    order_.clear();
    if (failed) throw *failed;  // now that the epoch is closed, so that its checkpoint is complete
}

EpochRecord Learner::record_of_epoch() const {
    const auto samples = static_cast<double>(ready_.data().training.count);
    return {.epoch = epoch_,
            .step = step_,
            .loss = epoch_loss_sum_ / samples,
            .accuracy = ready_.has_classes()
                            ? std::optional(epoch_outputs_[ready_.outputs.main].correct / samples)
                            : std::nullopt,
            .validation_loss = {},
            .validation_accuracy = {},
            .learning_rate = rate_,
            .metrics = metrics_of_training(ready_, epoch_outputs_)};
}

std::optional<Error> Learner::validate(EpochRecord& record) {
    Evaluation evaluation;
    std::optional<Error> failed;
    try {
        evaluation = evaluate(ready_.data().validation, EvaluationScope::chosen_metrics);
        record.validation_loss = evaluation.loss;
        if (ready_.has_classes()) record.validation_accuracy = evaluation.accuracy;
    } catch (const Error& error) {
        record.validation_loss = std::numeric_limits<double>::quiet_NaN();
        failed = error;
    }
    add_metrics(ready_, evaluation, record.metrics);
    return failed;
}

Checkpoint Learner::checkpoint() const {
    return {.step = step_,
            .epoch = epoch_,
            .batch_in_epoch = batch_in_epoch_,
            .samples_in_epoch = samples_in_epoch_,
            .epoch_loss_sum = epoch_loss_sum_,
            .epoch_correct_sum = static_cast<double>(epoch_outputs_[ready_.outputs.main].correct),
            .epoch_outputs = epoch_outputs_.size() > 1 ? epoch_outputs_ : std::vector<OutputResult>{},
            .weights = tensors_of(plan(), work_->weights),
            .optimizer = tensors_of(plan(), work_->optimization.memory()),
            .epochs = epochs_,
            .best_epoch = best_epoch(),
            .changes = changes_,
            .lost_samples = lost_before_ + std::ssize(feed_.lost().samples),
            .stop_reason = {}};
}

void Learner::set_weights(const std::map<std::string, TensorValue>& weights) {
    std::ranges::copy(placed_weights(plan(), weights).all(), work_->weights.data());
    work_->shown = {};
    work_->optimization.reset(work_->weights);
    weights_are_good_ = true;
}

void Learner::change(const TrainingSettings& settings) {
    assert(weights_are_good_);
    if (settings == this->settings()) return;
    const TrainingSettings before = this->settings();
    const PlanOptions options = ready_.learning();
    ready_.change(settings);
    if (ready_.learning() == options) {
        work_->optimization.go_on_by(*ready_.optimizer);
        work_->shown = {};
    } else {
        const Checkpoint now = checkpoint();
        work_.reset();  // not both in memory at once
        try {
            work_ = work_from(now);
        } catch (...) {
            ready_.take(before);
            work_ = work_from(now);
            throw;
        }
    }
    early_reason_ = ready_.stopping->reason(epochs_);
    if (!changes_.empty() && changes_.back().step == step_) changes_.pop_back();
    changes_.push_back({step_, settings});
    if (!order_.empty())
        history_.expect_batches(static_cast<std::size_t>(steps_for(samples_per_epoch() - samples_in_epoch_)));
}

void Learner::restore(const Checkpoint& checkpoint) {
    const bool changed = !checkpoint.changes.empty() && checkpoint.changes.back().settings != settings();
    if (changed) {
        work_.reset();  // its memory is not needed twice
        ready_.change(checkpoint.changes.back().settings);
        work_ = work_from(checkpoint);
    }
    const std::int64_t samples =
        checkpoint.samples_in_epoch.value_or(checkpoint.batch_in_epoch * plan().batch);
    const bool unchanged =
        checkpoint.step == checkpoint.epoch * steps_per_epoch() + checkpoint.batch_in_epoch;
    const bool possible = checkpoint.epoch >= 0 && checkpoint.batch_in_epoch >= 0 &&
                          checkpoint.batch_in_epoch <= samples && samples < samples_per_epoch() &&
                          checkpoint.step >= checkpoint.batch_in_epoch &&
                          (unchanged || !checkpoint.changes.empty());
    if (!possible) {
        throw Error(
            checkpoint_cursor,
            {{"step", checkpoint.step}, {"epoch", checkpoint.epoch}, {"batch", checkpoint.batch_in_epoch}});
    }
    if (!changed) place(checkpoint);
    weights_are_good_ = true;
    step_ = checkpoint.step;
    epoch_ = checkpoint.epoch;
    batch_in_epoch_ = checkpoint.batch_in_epoch;
    samples_in_epoch_ = samples;
    epoch_loss_sum_ = checkpoint.epoch_loss_sum;
    std::ranges::fill(epoch_outputs_, OutputResult{});
    if (checkpoint.epoch_outputs.size() == epoch_outputs_.size()) epoch_outputs_ = checkpoint.epoch_outputs;
    epoch_outputs_[ready_.outputs.main].correct = static_cast<int>(checkpoint.epoch_correct_sum);
    epoch_seconds_ = 0;
    epochs_ = checkpoint.epochs;
    changes_ = checkpoint.changes;
    lost_before_ = checkpoint.lost_samples - std::ssize(feed_.lost().samples);
    early_reason_ = ready_.stopping->reason(epochs_);
    order_.clear();
    history_.clear();
    for (const EpochRecord& record : epochs_) history_.add(record);
}

}  // namespace glassnet

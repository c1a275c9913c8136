// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/learner.h"

#include "data/batches.h"
#include "math/elementwise.h"
#include "training/adapt.h"
#include "training/catalogue.h"
#include "training/check_training.h"
#include "training/footprint.h"
#include "training/named_tensors.h"
#include "training/non_finite.h"
#include "training/plans.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace glassnet {

namespace {

constexpr ProblemKind not_finite{"training.not_finite", Severity::error, "{node} has a value that is not finite ({tensor}) at step {step}",
                                 "Lower the learning rate to a tenth, or look at the inputs. The weights are those of the step before."};
constexpr ProblemKind update_not_finite{"training.update_not_finite", Severity::error, "Step {step} moved {tensor} beyond all numbers",
                                        "Lower the learning rate, and go on from the last checkpoint."};
constexpr ProblemKind evaluation_not_finite{
    "training.not_finite_evaluation", Severity::error,
    "{node} gives a value that is not finite ({tensor}) in evaluation, with the weights of step {step}",
    "Lower the learning rate to a tenth, or look at the inputs."};
constexpr ProblemKind checkpoint_cursor{"checkpoint.cursor", Severity::error,
                                        "The checkpoint stands at step {step}, epoch {epoch}, batch {batch}, where this run cannot be",
                                        "Use a checkpoint of this run, or begin a new one."};
int evaluation_batch_of(const DataPart& part) { return static_cast<int>(std::min<std::int64_t>(evaluation_batch, part.count)); }

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

/// A plan in evaluation mode that shares the weights. That for single samples shows every node's output.
struct Learner::Evaluator {
    Plan plan;
    Executor<float> executor;
    Evaluator(Learner& learner, const PlanOptions& options, ThreadPool& pool)
        : plan(compile(learner.checked_, options)),
          executor(plan, learner.answering_weights(), learner.heads_.objectives(), pool, learner.task_.settings.seed) {
        learner.set_targets(executor);
    }
};

Learner::Learner(const TrainingTask& task, History& history)
    : task_(task), history_(history), checked_(check(task.network)), pool_(task.threads) {
    check_training(checked_, {task_.settings, task_.augmentation, task_.preprocessing, &task_.dataset->summary, task_.threads});
    for (const Problem& problem : checked_.problems) {
        if (problem.severity() == Severity::warning) warnings_.push_back(problem);
    }
    if (!checked_.ready()) {
        std::erase_if(checked_.problems, [](const Problem& problem) { return problem.severity() != Severity::error; });
        throw Error(checked_.problems);
    }
    heads_ = make_heads(checked_, task_.settings, &task_.dataset->summary);
    for (const Head& head : heads_.all) targets_.push_back(target_of(head, task_.dataset->summary));
    epoch_outputs_.resize(heads_.all.size());
    stopping_ = make_stopping(task_.settings);
    std::vector<Problem> ignored;
    pipeline_ = Pipeline(task_.augmentation, task_.preprocessing, ignored);
    plan_ = compile(checked_, learning_options());
    weights_ = initial_weights<float>(plan_, task_.settings.seed);
    adapt_to_data(plan_, *task_.dataset, pipeline_, pool_, weights_);
    executor_ = std::make_unique<Executor<float>>(plan_, weights_, heads_.objectives(), pool_, task_.settings.seed);
    set_targets(*executor_);
    optimization_ = std::make_unique<Optimization<float>>(*make_optimizer(task_.settings), plan_, pool_);
    optimization_->begin(weights_);
    training_step_ = std::make_unique<TrainingStep>(*executor_, *optimization_, weights_);
    const DataPart& training = task_.dataset->training;
    std::vector<std::int64_t> counts(static_cast<std::size_t>(task_.dataset->summary.classes()));
    for (std::int64_t sample = 0; !counts.empty() && sample < training.count; ++sample)
        ++counts[static_cast<std::size_t>(task_.dataset->class_of(training, sample))];
    choose_metrics();
    class_weights_ = make_class_weight(task_.settings)->weights(counts);
    steps_per_epoch_ = (task_.dataset->training.count + plan_.batch - 1) / plan_.batch;
}

Learner::~Learner() = default;

PlanOptions Learner::learning_options() const {
    const int batch = static_cast<int>(std::min<std::int64_t>(task_.settings.batch_size, task_.dataset->training.count));
    return learning_plan(task_.settings, *make_optimizer(task_.settings), batch, heads_.fused_activations());
}

void Learner::set_targets(Executor<float>& executor) const {
    for (std::size_t i = 0; i < targets_.size(); ++i)
        executor.set_targets(targets_[i].classes() > 0 ? TargetKind::class_number : TargetKind::values, targets_[i].elements(), i);
}

/// Those that the settings name, and those that something follows.
void Learner::choose_metrics() {
    const TargetKind kind = has_classes() ? TargetKind::class_number : TargetKind::values;
    const auto add = [&](std::unique_ptr<Metric> metric) {
        const bool known = std::ranges::any_of(metrics_, [&](const auto& each) { return each->id() == metric->id(); });
        if (metric->target_kind() == kind && metric->id() != "accuracy" && !known) metrics_.push_back(std::move(metric));
    };
    for (const KindSettings& chosen : task_.settings.metrics) {
        if (!find_metric(chosen.kind)) continue;
        auto metric = find_metric(chosen.kind)->clone();
        (void)configure(*metric, chosen.settings, {});
        add(std::move(metric));
    }
    for (const auto monitor : {std::optional(stopping_->watched()), optimization_->watched()}) {
        if (const Metric* metric = monitor ? metric_of(*monitor) : nullptr) add(metric->clone());
    }
}

void Learner::fill_targets(Executor<float>& executor, const DataPart& part, std::int64_t number, int sample) const {
    for (std::size_t i = 0; i < targets_.size(); ++i) {
        const std::int64_t elements = targets_[i].elements();
        const float* const from = heads_.all[i].target == Head::own_input
                                      ? executor.input() + sample * elements
                                      : part.targets_of(heads_.all[i].target).data() + number * elements;
        std::copy_n(from, elements, executor.targets(i) + sample * elements);
    }
}

bool Learner::done() const { return epoch_ >= task_.settings.epochs || !early_reason_.empty(); }

std::string Learner::stop_reason() const { return early_reason_.empty() ? "all epochs done" : "early stopping: " + early_reason_; }

double Learner::weight_of(std::int64_t sample) const {
    const DataPart& training = task_.dataset->training;
    const double own = training.sample_weights.empty() ? 1 : static_cast<double>(training.sample_weights[static_cast<std::size_t>(sample)]);
    return class_weights_.empty() ? own : own * class_weights_[static_cast<std::size_t>(task_.dataset->class_of(training, sample))];
}

void Learner::begin_epoch() {
    order_ = epoch_order(task_.dataset->training.count, task_.settings.seed, epoch_, task_.settings.shuffle ? Shuffle::yes : Shuffle::no);
    history_.expect_batches(static_cast<std::size_t>(steps_per_epoch_ - batch_in_epoch_));
}

void Learner::fill_batch(Executor<float>& executor, int samples) {
    const Dataset& data = *task_.dataset;
    const Shape& shape = data.summary.sample_shape;
    const std::int64_t elements = shape.elements();
    const std::int64_t first = batch_in_epoch_ * plan_.batch;
    float* const input = executor.input();
    pool_.run(samples, [&](int sample, int) {
        const std::uint32_t number = order_[static_cast<std::size_t>(first + sample)];
        executor.sample_numbers()[static_cast<std::size_t>(sample)] = number;
        executor.sample_weights()[static_cast<std::size_t>(sample)] = static_cast<float>(weight_of(number));
        float* const values = input + sample * elements;
        data.read_input(data.training, number, values);
        pipeline_.apply_training({values, static_cast<std::size_t>(elements)}, shape, task_.settings.seed,
                                 static_cast<std::uint32_t>(epoch_), number);
        fill_targets(executor, data.training, number, sample);
    });
}

void Learner::step() {
    const auto start = std::chrono::steady_clock::now();
    if (order_.empty()) begin_epoch();
    const int samples =
        static_cast<int>(std::min<std::int64_t>(plan_.batch, task_.dataset->training.count - batch_in_epoch_ * plan_.batch));
    fill_batch(*executor_, samples);
    const auto [end, result] = training_step_->run(samples, static_cast<std::uint32_t>(epoch_), step_, moment());
    if (end == TrainingStep::End::not_finite) fail_not_finite(samples);
    rate_ = optimization_->rate(step_, moment());
    if (end == TrainingStep::End::update_not_finite) fail_update();

    ++step_;
    ++batch_in_epoch_;
    epoch_loss_sum_ += result.loss_sum;
    for (std::size_t i = 0; i < epoch_outputs_.size(); ++i) {
        epoch_outputs_[i].loss_sum += result.outputs[i].loss_sum;
        epoch_outputs_[i].right += result.outputs[i].right;
    }
    epoch_seconds_ += seconds_since(start);
    history_.add(BatchRecord{.step = step_,
                             .loss = result.loss_sum / samples,
                             .accuracy = has_classes() ? static_cast<double>(result.outputs[heads_.main].right) / samples : -1,
                             .learning_rate = rate_});
    if (batch_in_epoch_ == steps_per_epoch_) end_epoch();
}

void Learner::fail_not_finite(int samples) {
    const NonFinite found = find_non_finite(*executor_, [&] { return find_again(samples); });
    throw Error(not_finite, {{"node", found.node}, {"tensor", found.tensor}, {"step", step_ + 1}},
                {.node = found.node, .tensor = found.tensor});
}

/// Does the batch once more where nothing is overwritten, if there is memory for that. Leaves the weights as they were before the batch.
std::optional<NonFinite> Learner::find_again(int samples) {
    training_step_->undo();
    const Plan open = compile(checked_, laid_open(learning_options()));
    if (memory_problem(executor_bytes(open, pool_.threads()))) return std::nullopt;
    Executor<float> executor(open, weights_, heads_.objectives(), pool_, task_.settings.seed);
    set_targets(executor);
    fill_batch(executor, samples);
    executor.prepare();
    executor.forward(samples, static_cast<std::uint32_t>(epoch_));
    (void)executor.finish(Executor<float>::Compare::with_targets);
    executor.backward();
    auto found = find_non_finite(executor);
    training_step_->undo();
    return found;
}

Moment Learner::moment() const { return {.step = step_, .steps = steps_per_epoch_ * task_.settings.epochs, .epochs = epochs_}; }

void Learner::fail_update() {
    weights_are_good_ = false;
    const auto fail = [&](const PlanWeight& weight, std::string_view memory) {
        const std::string inner = memory.empty() ? "" : "/" + std::string(memory);
        throw Error(update_not_finite, {{"step", step_ + 1}, {"tensor", weight.name + inner}},
                    {.node = plan_.steps[static_cast<std::size_t>(weight.step)].node, .tensor = std::string(weight.spec.name) + inner});
    };
    for_each_weight(plan_, [&](const PlanWeight& weight) {
        const std::int64_t count = weight.spec.shape.elements();
        if (!all_finite(weights_.data() + weight.offset, count)) fail(weight, "");
        if (!weight.spec.trainable) return;
        for (const auto& [name, values] : optimization_->memory())
            if (!all_finite(values.data() + weight.offset, count)) fail(weight, name);
    });
}

void Learner::end_epoch() {
    const auto start = std::chrono::steady_clock::now();
    const auto samples = static_cast<double>(task_.dataset->training.count);
    const bool classes = has_classes();
    // Its memory is taken before anything says that the epoch is over.
    if (task_.dataset->validation.count > 0) (void)evaluator(evaluation_batch_of(task_.dataset->validation));
    ++epoch_;
    EpochRecord record{.epoch = epoch_,
                       .step = step_,
                       .loss = epoch_loss_sum_ / samples,
                       .accuracy = classes ? epoch_outputs_[heads_.main].right / samples : -1,
                       .validation_loss = {},
                       .validation_accuracy = {},
                       .learning_rate = rate_,
                       .figures = figures_of_training(samples)};
    Evaluation evaluation;
    std::optional<Error> failed;
    if (task_.dataset->validation.count > 0) {
        try {
            evaluation = evaluate(task_.dataset->validation, Judge::chosen_metrics);
            record.validation_loss = evaluation.loss;
            if (classes) record.validation_accuracy = evaluation.accuracy;
        } catch (const Error& error) {  // told when the epoch is closed, so that its checkpoint is whole
            record.validation_loss = std::numeric_limits<double>::quiet_NaN();
            failed = error;
        }
        add_figures(record, evaluation);
    }
    record.seconds = epoch_seconds_ + seconds_since(start);
    epochs_.push_back(record);
    early_reason_ = stopping_->reason(epochs_);
    history_.add(record);
    batch_in_epoch_ = 0;
    epoch_loss_sum_ = epoch_seconds_ = 0;
    std::ranges::fill(epoch_outputs_, OutputResult{});
    order_.clear();
    if (failed) throw *failed;
}

/// Each end's own loss and accuracy, where there are several.
std::vector<Figure> Learner::figures_of_training(double samples) const {
    std::vector<Figure> figures;
    for (std::size_t i = 0; heads_.all.size() > 1 && i < heads_.all.size(); ++i) {
        figures.push_back({figure_name(heads_.all[i], "loss"), epoch_outputs_[i].loss_sum / samples});
        if (targets_[i].classes() > 0) figures.push_back({figure_name(heads_.all[i], "accuracy"), epoch_outputs_[i].right / samples});
    }
    return figures;
}

/// The same of the validation part, and the metrics; without values where the evaluation has failed.
void Learner::add_figures(EpochRecord& record, const Evaluation& validation) const {
    const bool failed = validation.outputs.empty();
    for (std::size_t i = 0; heads_.all.size() > 1 && i < heads_.all.size(); ++i) {
        const auto add = [&](std::string_view name, double Evaluation::Output::*value) {
            record.figures.push_back(
                {"val_" + figure_name(heads_.all[i], name), failed ? std::nullopt : std::optional(validation.outputs[i].*value)});
        };
        add("loss", &Evaluation::Output::loss);
        if (targets_[i].classes() > 0) add("accuracy", &Evaluation::Output::accuracy);
    }
    for (std::size_t i = 0; i < metrics_.size(); ++i)
        record.figures.push_back({"val_" + std::string(metrics_[i]->id()), failed ? std::nullopt : validation.metrics[i].value});
}

void Learner::fail_evaluation(const Executor<float>& done, const DataPart& part, std::int64_t first, int samples) {
    // Once more it takes a few times the memory of the evaluation itself.
    const NonFinite found = find_non_finite(done, [&] {
        Evaluator open(*this, laid_open(answering_plan(samples, heads_.fused_activations())), pool_);
        fill_evaluation(open.executor, part, first, samples);
        open.executor.prepare();
        open.executor.forward(samples, 0);
        (void)open.executor.finish(Executor<float>::Compare::with_targets);
        return find_non_finite(open.executor);
    });
    throw Error(evaluation_not_finite, {{"node", found.node}, {"tensor", found.tensor}, {"step", step_}},
                {.node = found.node, .tensor = found.tensor});
}

Learner::Evaluator& Learner::evaluator(int batch) {
    const auto found = std::ranges::find_if(evaluators_, [&](const auto& each) { return each->plan.batch == batch; });
    if (found != evaluators_.end()) return **found;
    PlanOptions options = answering_plan(batch, heads_.fused_activations());
    if (batch == 1) {
        options = laid_open(options);
        options.fuse = false;
    }
    return *evaluators_.emplace_back(std::make_unique<Evaluator>(*this, options, pool_));
}

void Learner::fill_evaluation(Executor<float>& executor, const DataPart& part, std::int64_t first, int samples) {
    const Shape& shape = task_.dataset->summary.sample_shape;
    const std::int64_t elements = shape.elements();
    pool_.run(samples, [&](int sample, int) {
        float* const values = executor.input() + sample * elements;
        task_.dataset->read_input(part, first + sample, values);
        pipeline_.apply({values, static_cast<std::size_t>(elements)}, shape);
        fill_targets(executor, part, first + sample, sample);
    });
}

Evaluation Learner::evaluate(const DataPart& part, Judge judge) {
    Evaluation result;
    if (part.count == 0) return result;
    const std::size_t main = heads_.main;
    const bool classes = has_classes();
    const std::int64_t target_elements = targets_[main].elements();
    Executor<float>& executor = evaluator(evaluation_batch_of(part)).executor;
    const auto last = static_cast<std::size_t>(executor.plan().output_steps[main]);
    const std::int64_t outputs = executor.plan().steps[last].output_shape.elements();
    (void)answering_weights();
    executor.prepare();
    double loss = 0;
    std::vector<OutputResult> sums(heads_.all.size());
    const bool measures = judge == Judge::every_metric || (judge == Judge::chosen_metrics && !metrics_.empty());
    std::vector<float> answers, truths;
    for (std::int64_t first = 0; first < part.count; first += executor.plan().batch) {
        const int samples = static_cast<int>(std::min<std::int64_t>(executor.plan().batch, part.count - first));
        fill_evaluation(executor, part, first, samples);
        executor.forward(samples, 0);
        const BatchResult batch = executor.finish(Executor<float>::Compare::with_targets);
        if (!std::isfinite(batch.loss_sum)) fail_evaluation(executor, part, first, samples);
        loss += batch.loss_sum;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i].loss_sum += batch.outputs[i].loss_sum;
            sums[i].right += batch.outputs[i].right;
        }
        if (measures) {
            answers.insert(answers.end(), executor.output(last), executor.output(last) + samples * outputs);
            truths.insert(truths.end(), executor.targets(main), executor.targets(main) + samples * target_elements);
        }
        for (int sample = 0; tells_classes() && sample < samples; ++sample) {
            const float* const values = executor.output(last) + sample * outputs;
            const std::int64_t named = named_class(values, outputs, main_loss().threshold());
            result.predicted.push_back(static_cast<int>(named));
            // A single output tells how sure it is of the second class.
            result.confidence.push_back(outputs > 1 ? values[named] : named == 1 ? values[0] : 1 - values[0]);
        }
    }
    const auto count = static_cast<double>(part.count);
    result.loss = loss / count;
    for (std::size_t i = 0; i < sums.size(); ++i)
        result.outputs.push_back({.node = heads_.all[i].node,
                                  .loss = sums[i].loss_sum / count,
                                  .accuracy = targets_[i].classes() > 0 ? sums[i].right / count : -1});
    result.accuracy = result.outputs[main].accuracy;
    if (!measures) return result;
    const Answers all{.samples = part.count, .outputs = outputs, .output = answers, .target = truths};
    const auto measure = [&](const Metric& metric) { result.metrics.push_back({metric.id(), metric.of(all)}); };
    if (judge == Judge::chosen_metrics) {
        for (const auto& metric : metrics_) measure(*metric);
        return result;
    }
    for (const auto& metric : metric_catalogue()) {
        if (metric->target_kind() == (classes ? TargetKind::class_number : TargetKind::values)) measure(*metric);
    }
    return result;
}

const Executor<float>& Learner::run_single() {
    Executor<float>& executor = evaluator(1).executor;
    const Shape& shape = task_.dataset->summary.sample_shape;
    pipeline_.apply({executor.input(), static_cast<std::size_t>(shape.elements())}, shape);
    (void)answering_weights();
    executor.prepare();
    executor.forward(1, 0);
    (void)executor.finish(Executor<float>::Compare::nothing);
    return executor;
}

std::vector<float> Learner::predict(std::span<const float> raw) {
    std::ranges::copy(raw, evaluator(1).executor.input());
    const Executor<float>& executor = run_single();
    const auto last = static_cast<std::size_t>(executor.plan().output_steps[heads_.main]);
    const float* const values = executor.output(last);
    return {values, values + executor.plan().steps[last].output_shape.elements()};
}

void Learner::look(const Watch& watch, Snapshot& snapshot) {
    const Dataset& data = *task_.dataset;
    const DataPart& part = data.validation.count > 0 ? data.validation : data.training;
    Executor<float>& executor = evaluator(1).executor;
    if (!watch.outputs.empty()) {
        data.read_input(part, std::clamp<std::int64_t>(watch.pinned_sample, 0, part.count - 1), executor.input());
        run_single();
        for (std::size_t step = 0; step < executor.plan().steps.size(); ++step) {
            const PlanStep& plan_step = executor.plan().steps[step];
            const float* const values = executor.output(step);
            if (static_cast<int>(step) == executor.plan().output_steps[heads_.main])
                snapshot.prediction.assign(values, values + plan_step.output_shape.elements());
            if (!watch.outputs.contains(plan_step.node)) continue;
            snapshot.outputs[plan_step.node] =
                std::make_shared<TensorValue>(TensorValue{plan_step.output_shape, {values, values + plan_step.output_shape.elements()}});
        }
    }
    const Weights<float>& weights = answering_weights();
    for (const PlanWeight& weight : plan_.weights) {
        if (!watch.weights.contains(plan_.steps[static_cast<std::size_t>(weight.step)].node)) continue;
        const float* const values = weights.data() + weight.offset;
        snapshot.weights[weight.name] =
            std::make_shared<TensorValue>(TensorValue{weight.spec.shape, {values, values + weight.spec.shape.elements()}});
    }
}

Checkpoint Learner::checkpoint() const {
    return {.step = step_,
            .epoch = epoch_,
            .batch_in_epoch = batch_in_epoch_,
            .epoch_loss_sum = epoch_loss_sum_,
            .epoch_correct_sum = static_cast<double>(epoch_outputs_[heads_.main].right),
            .epoch_outputs = epoch_outputs_.size() > 1 ? epoch_outputs_ : std::vector<OutputResult>{},
            .weights = tensors_of(plan_, weights_),
            .optimizer = tensors_of(plan_, optimization_->memory()),
            .epochs = epochs_,
            .stop_reason = {}};
}

void Learner::answer_with(const std::map<std::string, TensorValue>& weights) {
    shown_ = placed_weights(plan_, weights);
    evaluators_.clear();  // they point to the weights that answered before
}

void Learner::set_weights(const std::map<std::string, TensorValue>& weights) {
    std::ranges::copy(placed_weights(plan_, weights).all(), weights_.data());
    if (shown_.size() > 0) {
        shown_ = {};
        evaluators_.clear();
    }
    optimization_->begin(weights_);
    weights_are_good_ = true;
}

void Learner::restore(const Checkpoint& checkpoint) {
    const bool possible = checkpoint.epoch >= 0 && checkpoint.batch_in_epoch >= 0 && checkpoint.batch_in_epoch < steps_per_epoch_ &&
                          checkpoint.step == checkpoint.epoch * steps_per_epoch_ + checkpoint.batch_in_epoch;
    if (!possible) {
        throw Error(checkpoint_cursor, {{"step", checkpoint.step}, {"epoch", checkpoint.epoch}, {"batch", checkpoint.batch_in_epoch}});
    }
    const auto memory = optimization_->memory();
    const std::vector<Arena<float>> read = placed_memory(plan_, checkpoint.optimizer, memory);
    set_weights(checkpoint.weights);
    for (std::size_t slot = 0; slot < memory.size(); ++slot) std::ranges::copy(read[slot].all(), memory[slot].values.begin());
    step_ = checkpoint.step;
    epoch_ = checkpoint.epoch;
    batch_in_epoch_ = checkpoint.batch_in_epoch;
    epoch_loss_sum_ = checkpoint.epoch_loss_sum;
    std::ranges::fill(epoch_outputs_, OutputResult{});
    if (checkpoint.epoch_outputs.size() == epoch_outputs_.size()) epoch_outputs_ = checkpoint.epoch_outputs;
    epoch_outputs_[heads_.main].right = static_cast<int>(checkpoint.epoch_correct_sum);
    epoch_seconds_ = 0;
    epochs_ = checkpoint.epochs;
    early_reason_ = stopping_->reason(epochs_);
    order_.clear();
    history_.clear();
    for (const EpochRecord& record : epochs_) history_.add(record);
}

}  // namespace glassnet

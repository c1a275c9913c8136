// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inference.h"

#include "learning/catalogue.h"
#include "training/class_predictions.h"
#include "training/footprint.h"
#include "training/non_finite.h"
#include "training/plans.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind evaluation_not_finite{
    "training.not_finite_evaluation", Severity::error,
    "{node} gives a value that is not finite ({tensor}) in evaluation, with the weights of step {step}",
    "Lower the learning rate to a tenth, or look at the inputs."};

int batch_of(const DataPart& part) {
    return static_cast<int>(std::min<std::int64_t>(evaluation_batch, part.count));
}

/// The sums over the batches of a part.
class Tally {
public:
    Tally(const ReadyTask& ready, EvaluationScope scope)
        : ready_(ready),
          scope_(scope),
          measures_(scope == EvaluationScope::every_metric ||
                    (scope == EvaluationScope::chosen_metrics && !ready.metrics.empty())),
          sums_(ready.outputs.all.size()) {}

    void add(const Executor<float>& executor, const BatchResult& batch) {
        loss_ += batch.loss_sum;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            sums_[i].loss_sum += batch.outputs[i].loss_sum;
            sums_[i].correct += batch.outputs[i].correct;
        }
        const auto& main = executor.loss().outputs()[ready_.outputs.main];
        outputs_ = main.step->output_shape.elements();
        const float* const values =
            executor.output(static_cast<std::size_t>(executor.plan().output_steps[ready_.outputs.main]));
        if (measures_) {
            answers_.insert(answers_.end(), values, values + executor.samples() * outputs_);
            truths_.insert(truths_.end(), main.targets.data(),
                           main.targets.data() + executor.samples() * main.target_elements);
        }
        for (int sample = 0; ready_.tells_classes() && sample < executor.samples(); ++sample)
            name_class(values + sample * outputs_);
    }

    [[nodiscard]] Evaluation result(std::int64_t samples) {
        const auto count = static_cast<double>(samples);
        result_.loss = loss_ / count;
        for (std::size_t i = 0; i < sums_.size(); ++i)
            result_.outputs.push_back({.node = ready_.outputs.all[i].node,
                                       .loss = sums_[i].loss_sum / count,
                                       .accuracy = ready_.targets[i].classes() > 0
                                                       ? std::optional(sums_[i].correct / count)
                                                       : std::nullopt});
        result_.accuracy = result_.outputs[ready_.outputs.main].accuracy;
        if (measures_)
            measure({.samples = samples, .outputs = outputs_, .output = answers_, .target = truths_});
        return std::move(result_);
    }

private:
    void name_class(const float* values) {
        const ClassPrediction prediction =
            predicted_class({values, static_cast<std::size_t>(outputs_)}, ready_.main_loss());
        result_.predicted.push_back(prediction.number);
        result_.confidence.push_back(prediction.probability);
    }

    void measure(const Predictions& all) {
        const TargetKind kind = ready_.has_classes() ? TargetKind::class_number : TargetKind::values;
        const auto add = [&](const Metric& metric) {
            result_.metrics.push_back({metric.id(), metric.of(all)});
        };
        if (scope_ == EvaluationScope::chosen_metrics) {
            for (const auto& metric : ready_.metrics) add(*metric);
            return;
        }
        for (const auto& metric : kinds<Metric>()) {
            if (metric->target_kind() == kind) add(*metric);
        }
    }

    const ReadyTask& ready_;
    EvaluationScope scope_;
    bool measures_;
    double loss_ = 0;
    std::vector<OutputResult> sums_;
    std::int64_t outputs_ = 0;  // of the main output
    std::vector<float> answers_, truths_;
    Evaluation result_;
};

}  // namespace

Inference::Evaluator::Evaluator(const Inference& inference, const Weights<float>& weights,
                                const PlanOptions& options)
    : plan(compile(inference.ready_.checked, options)),
      executor(plan, weights, inference.ready_.outputs.losses(), inference.pool_,
               inference.ready_.task.settings.seed) {
    inference.feed_.set_targets(executor);
}

/// Returns an executor ready to run with these weights.
Executor<float>& Inference::at_work(const TrainedWeights& trained, int batch) {
    if (weights_ != trained.weights.data()) evaluators_.clear();  // they point to others
    weights_ = trained.weights.data();
    auto found =
        std::ranges::find_if(evaluators_, [&](const auto& each) { return each->plan.batch == batch; });
    if (found == evaluators_.end()) {
        PlanOptions options = ready_.inference(batch);
        if (batch == 1) {
            options = for_inspection(options);
            options.fuse = false;
        }
        found = evaluators_.insert(evaluators_.end(),
                                   std::make_unique<Evaluator>(*this, trained.weights, options));
    }
    return (*found)->executor;
}

void Inference::reserve(const TrainedWeights& trained, const DataPart& part) {
    (void)at_work(trained, batch_of(part));
}

Evaluation Inference::evaluate(const TrainedWeights& trained, const DataPart& part, EvaluationScope scope) {
    if (part.count == 0) return {};
    Executor<float>& executor = at_work(trained, batch_of(part));
    executor.prepare();
    Tally tally(ready_, scope);
    for (std::int64_t first = 0; first < part.count; first += executor.plan().batch) {
        const int samples =
            static_cast<int>(std::min<std::int64_t>(executor.plan().batch, part.count - first));
        const BatchResult batch = run(executor, part, first, samples);
        if (!std::isfinite(batch.loss_sum)) fail(trained, executor, part, first, samples);
        tally.add(executor, batch);
    }
    return tally.result(part.count);
}

BatchResult Inference::run(Executor<float>& executor, const DataPart& part, std::int64_t first,
                           int samples) const {
    feed_.fill(executor, part, first, samples);
    executor.forward(samples, 0);
    return executor.compute_loss(Executor<float>::Compare::with_targets);
}

void Inference::fail(const TrainedWeights& trained, const Executor<float>& done, const DataPart& part,
                     std::int64_t first, int samples) const {
    // Running it again takes a few times the memory of the evaluation itself.
    const NonFinite found = find_non_finite(done, [&] {
        Evaluator open(*this, trained.weights, for_inspection(ready_.inference(samples)));
        open.executor.prepare();
        (void)run(open.executor, part, first, samples);
        return find_non_finite(open.executor);
    });
    throw Error(evaluation_not_finite,
                {{"node", found.node}, {"tensor", found.tensor}, {"step", trained.step}},
                {.node = found.node, .tensor = found.tensor});
}

/// Returns where the network's input for one sample lies.
std::span<float> Inference::input_of(Executor<float>& executor) const {
    return {executor.input(), static_cast<std::size_t>(ready_.input_shape.elements())};
}

/// Runs the sample that is in the input.
void Inference::run_single(Executor<float>& executor) {
    executor.prepare();
    executor.forward(1, 0);
    (void)executor.compute_loss(Executor<float>::Compare::nothing);
}

std::vector<float> Inference::predict(const TrainedWeights& trained, std::span<const float> raw) {
    Executor<float>& executor = at_work(trained, 1);
    ready_.pipeline.apply(raw, ready_.data().summary.sample_shape, input_of(executor), buffers_);
    run_single(executor);
    const auto last = static_cast<std::size_t>(executor.plan().output_steps[ready_.outputs.main]);
    const float* const values = executor.output(last);
    return {values, values + executor.plan().steps[last].output_shape.elements()};
}

void Inference::capture(const TrainedWeights& trained, const Watch& watch, Snapshot& snapshot) {
    const Dataset& data = ready_.data();
    const DataPart& part = data.validation.count > 0 ? data.validation : data.training;
    Executor<float>& executor = at_work(trained, 1);
    const Plan& plan = executor.plan();
    const auto copy = [](const Shape& shape, const float* values) {
        return std::make_shared<TensorValue>(TensorValue{shape, {values, values + shape.elements()}});
    };
    if (!watch.outputs.empty()) {
        ready_.pipeline.read(data, part, std::clamp<std::int64_t>(watch.pinned_sample, 0, part.count - 1),
                             input_of(executor), buffers_);
        run_single(executor);
        for (std::size_t step = 0; step < plan.steps.size(); ++step) {
            const PlanStep& plan_step = plan.steps[step];
            const float* const values = executor.output(step);
            if (watch.outputs.contains(plan_step.node))
                snapshot.outputs[plan_step.node] = copy(plan_step.output_shape, values);
        }
    }
    for (const PlanWeight& weight : plan.weights) {
        if (watch.weights.contains(plan.step(weight.step).node))
            snapshot.weights[weight.name] = copy(weight.spec.shape, trained.weights.data() + weight.offset);
    }
}

}  // namespace glassnet

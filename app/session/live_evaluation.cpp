// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/live_evaluation.h"

#include "session/live_run.h"

#include <algorithm>
#include <utility>

namespace glassnet::app {

namespace {

const DataPart& partOf(const Dataset& dataset, EvaluatedPart part) {
    return part == EvaluatedPart::test ? dataset.test : dataset.validation;
}

template <class Wanted>
std::vector<int> byConfidence(const Evaluated& evaluated, Wanted wanted) {
    const Evaluation& evaluation = evaluated.evaluation;
    std::vector<int> samples;
    for (int sample = 0; sample < static_cast<int>(evaluation.predicted.size()); ++sample)
        if (wanted(evaluated.task.dataset->class_of(evaluated.samples(), sample),
                   evaluation.predicted[static_cast<std::size_t>(sample)]))
            samples.push_back(sample);
    std::ranges::stable_sort(samples, std::greater{}, [&](int sample) {
        return evaluation.confidence[static_cast<std::size_t>(sample)];
    });
    return samples;
}

/// Evaluates a checkpoint; nullptr: the weights that the seed gives.
Evaluated evaluateNow(TrainingTask task, const std::shared_ptr<const Checkpoint>& checkpoint,
                      EvaluatedPart part) {
    History history;
    Learner learner(task, history);
    if (checkpoint) learner.set_weights(inference_weights(*checkpoint));
    Evaluated result{.task = std::move(task),
                     .part = part,
                     .step = checkpoint ? checkpoint->step : 0,
                     .evaluation = {},
                     .counts = {},
                     .scores = {}};
    result.evaluation =
        learner.evaluate(result.samples(), learner.tells_classes() ? EvaluationScope::loss_and_accuracy
                                                                   : EvaluationScope::every_metric);
    if (!result.evaluation.predicted.empty()) {
        result.counts = confusion_counts(*result.task.dataset, result.samples(), result.evaluation.predicted);
        result.scores = class_scores(result.counts);
    }
    return result;
}

}  // namespace

const DataPart& Evaluated::samples() const { return partOf(*task.dataset, part); }

std::vector<int> Evaluated::samplesOf(int truth, int predicted) const {
    return byConfidence(
        *this, [=](int isClass, int isPredicted) { return isClass == truth && isPredicted == predicted; });
}

std::vector<int> Evaluated::mistakes() const {
    return byConfidence(*this, [](int truth, int predicted) { return truth != predicted; });
}

void LiveEvaluation::choose(EvaluatedPart part) {
    if (part == chosen_) return;
    chosen_ = part;
    Q_EMIT changed();
}

EvaluatedPart LiveEvaluation::part() const {
    const TrainingTask* task = run_.task();
    if (!task || partOf(*task->dataset, chosen_).count > 0) return chosen_;
    return chosen_ == EvaluatedPart::test ? EvaluatedPart::validation : EvaluatedPart::test;
}

bool LiveEvaluation::possible() const {
    return run_.task() && partOf(*run_.task()->dataset, part()).count > 0;
}

std::int64_t LiveEvaluation::newestStep() const {
    const auto checkpoint = run_.result();
    return checkpoint ? checkpoint->step : 0;
}

bool LiveEvaluation::edited() const { return run_.edited(); }

const Evaluated* LiveEvaluation::result() const {
    const bool belongs =
        result_ && run_.task() && result_->part == part() && sameTraining(result_->task, *run_.task());
    return belongs ? &*result_ : nullptr;
}

bool LiveEvaluation::fresh() const { return result() && result()->step == newestStep(); }

void LiveEvaluation::refresh() {
    if (trained() && !fresh()) evaluate();
}

void LiveEvaluation::evaluate() {
    if (!possible()) return;
    if (busy_) {
        again_ = true;
        return;
    }
    busy_ = true;
    problems_.clear();
    Q_EMIT changed();
    background_.run([task = *run_.task(), checkpoint = run_.result(),
                     part = part()] { return evaluateNow(task, checkpoint, part); },
                    [this](Outcome<Evaluated> outcome) {
                        busy_ = false;
                        if (outcome.value) result_ = std::move(outcome.value);
                        problems_ = std::move(outcome.problems);
                        if (std::exchange(again_, false) && problems_.empty() && !fresh()) return evaluate();
                        Q_EMIT changed();
                    });
}

}  // namespace glassnet::app

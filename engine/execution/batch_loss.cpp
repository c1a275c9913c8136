// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/batch_loss.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace glassnet {

namespace {

constexpr std::int64_t worth_sharing = 1024;  // numbers that the loss reads

}  // namespace

template <class T>
BatchLoss<T>::BatchLoss(const Plan& plan, const Weights<T>& weights, const std::vector<OutputLoss>& losses,
                        const Workspace<T>& workspace, ThreadPool& pool)
    : plan_(plan),
      weights_(weights),
      workspace_(workspace),
      pool_(pool),
      results_(losses.size()),
      sample_weights_(static_cast<std::size_t>(plan.batch), T{1}),
      output_penalties_(static_cast<std::size_t>(plan.batch)),
      weight_penalties_(plan.weights.size()) {
    assert(losses.empty() || losses.size() == plan.output_steps.size());
    for (std::size_t i = 0; i < losses.size(); ++i) {
        Output& output = outputs_.emplace_back();
        static_cast<OutputLoss&>(output) = losses[i];
        output.step = &plan.step(plan.output_steps[i]);
        output.losses.resize(static_cast<std::size_t>(plan.batch));
        output.correct.resize(static_cast<std::size_t>(plan.batch));
        set_targets(output.loss->target_kind(), 1, i);
        elements_ += output.step->output_shape.elements();
    }
    for (const PlanStep& step : plan.steps)
        elements_ += step.penalty.none() ? 0 : step.output_shape.elements();
}

template <class T>
void BatchLoss<T>::set_targets(TargetKind kind, std::int64_t elements, std::size_t output) {
    Output& of = outputs_[output];
    of.target_kind = kind;
    of.target_elements = kind == TargetKind::class_number ? 1 : elements;
    of.targets = Arena<T>(plan_.batch * of.target_elements);
    const bool rows = kind != of.loss->target_kind();
    of.class_targets = Arena<T>(rows ? plan_.batch * of.step->output_shape.elements() : 0);
}

template <class T>
void BatchLoss<T>::set_mixing() {
    target_shares_.assign(static_cast<std::size_t>(plan_.batch), T{1});
    for (Output& output : outputs_) {
        if (output.target_kind != TargetKind::class_number) continue;
        const std::int64_t values = plan_.batch * output.step->output_shape.elements();
        output.other_targets = Arena<T>(plan_.batch);
        output.other_values = Arena<T>(values);
        output.other_gradients = Arena<T>(values);
    }
}

template <class T>
BatchResult BatchLoss<T>::of_batch(Compare compare) {
    if (outputs_.empty()) return {};
    const bool targets = compare == Compare::with_targets;
    const int samples = workspace_.samples();
    // A few numbers are not worth another thread.
    const int parts = elements_ * samples < worth_sharing ? 1 : workspace_.shards();
    pool_.run(parts, [&](int shard, int) {
        const int end = parts == 1 ? samples : std::min(samples, (shard + 1) * plan_.shard_samples);
        for (int sample = shard * plan_.shard_samples; sample < end; ++sample) {
            for (Output& each : outputs_) evaluate(each, sample, compare);
            output_penalties_[static_cast<std::size_t>(sample)] = targets ? output_penalties(sample) : 0;
        }
    });
    BatchResult result{.outputs = results_};
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        results_[i] = {.loss_sum = std::accumulate(outputs_[i].losses.begin(),
                                                   outputs_[i].losses.begin() + samples, 0.0),
                       .correct = std::accumulate(outputs_[i].correct.begin(),
                                                  outputs_[i].correct.begin() + samples, 0)};
        result.loss_sum += results_[i].loss_sum * outputs_[i].weight;
    }
    if (targets) {
        for (int sample = 0; sample < samples; ++sample)
            result.loss_sum += output_penalties_[static_cast<std::size_t>(sample)];
        penalize_weights();
        result.loss_sum += std::accumulate(weight_penalties_.begin(), weight_penalties_.end(), 0.0) * samples;
    }
    return result;
}

/// Compares one sample with what is given: a class number, or values. Where the loss needs values, the class
/// becomes a row of them.
template <class T>
double BatchLoss<T>::compare_with(Output& output, int sample, const LossSample<T>& wanted, const T* given) {
    const Loss& loss = *output.loss;
    LossSample<T> compared = wanted;
    compared.target = given;
    if (given && output.target_kind == TargetKind::class_number && loss.target_kind() == TargetKind::values) {
        T* const row = output.class_targets.data() + sample * wanted.outputs;
        write_class_target(static_cast<std::int64_t>(*given), wanted.outputs, row);
        compared.target = row;
    }
    return loss.sample(compared, output.step->activation_in_loss);
}

/// Computes one sample's loss and whether its class was predicted; the output's gradient where it is wanted.
template <class T>
void BatchLoss<T>::evaluate(Output& output, int sample, Compare compare) {
    const auto s = static_cast<std::size_t>(sample);
    const std::int64_t outputs = output.step->output_shape.elements();
    const bool classes = output.target_kind == TargetKind::class_number,
               targets = compare == Compare::with_targets;
    T* const gradients = plan_.gradients ? workspace_.at(output.step->output_gradient) : nullptr;
    T* const gradient = gradients && targets ? gradients + sample * outputs : nullptr;
    T* const values = workspace_.at(output.step->output) + sample * outputs;
    const T* const given = targets ? output.targets.data() + sample * output.target_elements : nullptr;
    const T scale =
        T{1} / static_cast<T>(workspace_.samples()) * sample_weights_[s] * static_cast<T>(output.weight);
    const T share = given && classes && !target_shares_.empty() ? target_shares_[s] : T{1};
    T* const copy = share < T{1} ? output.other_values.data() + sample * outputs : nullptr;
    if (copy) std::copy_n(values, outputs, copy);  // the loss may put an activation in their place
    double loss = compare_with(
        output, sample, {.outputs = outputs, .output = values, .gradient = gradient, .scale = scale * share},
        given);
    const T* named = given;
    if (copy) {
        const T* const other = output.other_targets.data() + sample;
        T* const room = gradient ? output.other_gradients.data() + sample * outputs : nullptr;
        const double other_loss = compare_with(
            output, sample,
            {.outputs = outputs, .output = copy, .gradient = room, .scale = scale * (T{1} - share)}, other);
        loss = static_cast<double>(share) * loss + (1 - static_cast<double>(share)) * other_loss;
        for (std::int64_t i = 0; room && i < outputs; ++i) gradient[i] += room[i];
        if (share < T{0.5}) named = other;
    }
    output.losses[s] = static_cast<T>(loss * static_cast<double>(sample_weights_[s]));
    output.correct[s] =
        named && classes &&
        named_class(values, outputs, output.loss->threshold()) == static_cast<std::int64_t>(*named);
}

/// Returns the penalties on the outputs for this sample.
template <class T>
double BatchLoss<T>::output_penalties(int sample) const {
    double sum = 0;
    for (const PlanStep& step : plan_.steps) sum += penalty(step, sample);
    return sum;
}

template <class T>
double BatchLoss<T>::penalty(const PlanStep& step, int sample) const {
    if (step.penalty.none()) return 0;
    const std::int64_t elements = step.output_shape.elements();
    return penalty_of(workspace_.at(step.output) + sample * elements, elements, step.penalty);
}

/// Computes the penalties on weights, each tensor by one worker.
template <class T>
void BatchLoss<T>::penalize_weights() {
    if (!plan_.penalizes_weights) return;
    pool_.run(static_cast<int>(plan_.weights.size()), [&](int position, int) {
        const PlanWeight& weight = plan_.weight(position);
        weight_penalties_[static_cast<std::size_t>(position)] =
            weight.penalty.none()
                ? 0
                : penalty_of(weights_.data() + weight.offset, weight.spec.shape.elements(), weight.penalty);
    });
}

template <class T>
void BatchLoss<T>::add_gradients(Gradients<T>& gradients) {
    if (!plan_.penalizes_weights) return;
    pool_.run(static_cast<int>(plan_.weights.size()), [&](int position, int) {
        const PlanWeight& weight = plan_.weight(position);
        if (weight.penalty.none()) return;
        const std::span<T> to = gradients.of(weight);
        add_penalty_gradient(weights_.data() + weight.offset, std::ssize(to), weight.penalty, 1.0, to.data());
    });
}

template class BatchLoss<float>;
template class BatchLoss<double>;

}  // namespace glassnet

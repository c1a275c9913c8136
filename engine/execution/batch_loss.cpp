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

/// Computes one sample's loss and whether its class was predicted; the output's gradient where it is wanted.
template <class T>
void BatchLoss<T>::evaluate(Output& output, int sample, Compare compare) {
    const auto s = static_cast<std::size_t>(sample);
    const Loss& loss = *output.loss;
    const std::int64_t outputs = output.step->output_shape.elements();
    const bool classes = output.target_kind == TargetKind::class_number,
               targets = compare == Compare::with_targets;
    T* const gradient = plan_.gradients ? workspace_.at(output.step->output_gradient) : nullptr;
    T* const values = workspace_.at(output.step->output) + sample * outputs;
    const T* const given = targets ? output.targets.data() + sample * output.target_elements : nullptr;
    T* const row = classes && loss.target_kind() == TargetKind::values
                       ? output.class_targets.data() + sample * outputs
                       : nullptr;
    if (given && row) write_class_target(static_cast<std::int64_t>(*given), outputs, row);
    const T scale =
        T{1} / static_cast<T>(workspace_.samples()) * sample_weights_[s] * static_cast<T>(output.weight);
    output.losses[s] =
        loss.sample(LossSample<T>{.outputs = outputs,
                                  .output = values,
                                  .target = given && row ? row : given,
                                  .gradient = gradient && targets ? gradient + sample * outputs : nullptr,
                                  .scale = scale},
                    output.step->activation_in_loss) *
        sample_weights_[s];
    output.correct[s] = given && classes &&
                        named_class(values, outputs, loss.threshold()) == static_cast<std::int64_t>(*given);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/executor.h"

#include "math/elementwise.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace glassnet {

namespace {

constexpr std::int64_t worth_sharing = 1024;  // numbers that the loss looks at

}  // namespace

template <class T>
Executor<T>::Executor(const Plan& plan, const Weights<T>& weights, const std::vector<Objective>& objectives, ThreadPool& pool,
                      std::uint64_t seed)
    : plan_(plan),
      weights_(weights),
      pool_(pool),
      workspace_(plan, weights, pool.threads(), seed),
      gradients_(plan, pool),
      late_gradients_(plan, workspace_, pool),
      results_(objectives.size()),
      sample_weights_(static_cast<std::size_t>(plan.batch), T{1}),
      output_penalties_(static_cast<std::size_t>(plan.batch)),
      weight_penalties_(plan.weights.size()) {
    assert(objectives.empty() || objectives.size() == plan.output_steps.size());
    for (std::size_t i = 0; i < objectives.size(); ++i) {
        End& end = ends_.emplace_back();
        end.objective = objectives[i];
        end.step = &plan.steps[static_cast<std::size_t>(plan.output_steps[i])];
        end.losses.resize(static_cast<std::size_t>(plan.batch));
        end.right.resize(static_cast<std::size_t>(plan.batch));
        set_target_elements(1, i);
        loss_elements_ += end.step->output_shape.elements();
    }
    for (const PlanStep& step : plan.steps) loss_elements_ += step.penalty.none() ? 0 : step.output_shape.elements();
    for (std::size_t step = 0; step < plan.steps.size(); ++step) {
        // The only memory that prepare may write.
        if (plan.steps[step].per_batch.exists()) prepared_.push_back(static_cast<int>(step));
    }
}

template <class T>
Executor<T>::Executor(const Plan& plan, const Weights<T>& weights, const Loss* loss, ThreadPool& pool, std::uint64_t seed)
    : Executor(plan, weights, loss ? std::vector<Objective>{{loss}} : std::vector<Objective>{}, pool, seed) {}

template <class T>
void Executor<T>::set_target_elements(std::int64_t elements, std::size_t output) {
    set_targets(ends_[output].objective.loss->target_kind(), elements, output);
}

template <class T>
T* Executor<T>::input(std::size_t index) {
    return workspace_.at(plan_.steps[static_cast<std::size_t>(plan_.input_steps[index])].output);
}

template <class T>
const T* Executor<T>::output(std::size_t step) const {
    return workspace_.at(plan_.steps[step].output);
}

template <class T>
const T* Executor<T>::output_gradient(std::size_t step) const {
    return workspace_.at(plan_.steps[step].output_gradient);
}

template <class T>
void Executor<T>::observe_gradients(std::function<void(const PlanStep&, const T*)> observer) {
    observer_ = std::move(observer);
}

template <class T>
void Executor<T>::prepare() {
    const TimedPart timed(times_, &StepTimes::packing);
    workspace_.begin(plan_.batch, 0);
    pool_.run(static_cast<int>(prepared_.size()), [&](int item, int worker) {
        const int step = prepared_[static_cast<std::size_t>(item)];
        plan_.steps[static_cast<std::size_t>(step)].layer->prepare(workspace_.pass_of(step, worker, 0));
    });
}

template <class T>
void Executor<T>::forward(int samples, std::uint32_t epoch) {
    workspace_.begin(samples, epoch);
    run(plan_.forward, false);
}

template <class T>
void Executor<T>::backward() {
    run(plan_.backward, true);
    const TimedPart timed(times_, &StepTimes::gradient_sums);
    gradients_.add_shards(workspace_.shards());
    add_penalty_gradients();
}

template <class T>
bool Executor<T>::gradients_finite() {
    const TimedPart timed(times_, &StepTimes::check);
    return gradients_.finite() && late_gradients_.finite();
}

template <class T>
void Executor<T>::run(const std::vector<Region>& regions, bool backward) {
    for (const Region& region : regions) {
        const Call& first = region.calls.front();
        const PlanStep& step = plan_.steps[static_cast<std::size_t>(first.step)];
        if (observer_ && first.work == Call::Work::backward && first.phase == 0) observer_(step, workspace_.at(step.output_gradient));
        run_region(region, backward, region.split == Phase::Split::samples ? workspace_.shards() : region.items);
    }
}

template <class T>
void Executor<T>::run_region(const Region& region, bool backward, int items) {
    if (!times_) {
        pool_.run(items, [&](int item, int worker) {
            for (const Call& call : region.calls) work(call, item, worker, region.split);
        });
        return;
    }
    const Stopwatch watch;
    pool_.run(items, [&](int item, int worker) {
        for (const Call& call : region.calls) {
            const Stopwatch turn;
            work(call, item, worker, region.split);
            times_->add(worker, call.step, turn.seconds());
        }
    });
    times_->share(watch.seconds(), backward ? times_->backward : times_->forward);
}

template <class T>
void Executor<T>::work(const Call& call, int item, int worker, Phase::Split split) {
    const PlanStep& step = plan_.steps[static_cast<std::size_t>(call.step)];
    const bool by_samples = split == Phase::Split::samples;
    Pass<T> pass = workspace_.pass_of(call.step, worker, by_samples ? item * plan_.shard_samples : 0);
    pass.split = split;
    pass.item = item;
    pass.phase = call.phase;
    pass.count = by_samples ? std::min(plan_.shard_samples, workspace_.samples() - pass.first) : workspace_.samples();
    const std::int64_t elements = step.output_shape.elements();
    switch (call.work) {
        case Call::Work::forward:
            return step.layer->forward(pass);
        case Call::Work::backward:
            return run_backward(call, pass);
        case Call::Work::penalty:
            return add_penalty_gradient(pass.output + pass.first * elements, pass.count * elements, step.penalty,
                                        1.0 / workspace_.samples(), pass.output_gradient + pass.first * elements);
        case Call::Work::sum:
            return add_sum(plan_.sums[static_cast<std::size_t>(call.sum)], worker, pass);
    }
}

template <class T>
void Executor<T>::run_backward(const Call& call, Pass<T>& pass) {
    const bool by_samples = pass.split == Phase::Split::samples;
    const int shard = by_samples ? pass.item : 0;
    pass.weight_gradients = gradients_.of(call.step, shard);
    if (by_samples && call.phase == 0) gradients_.clear(call.step, shard);
    plan_.steps[static_cast<std::size_t>(call.step)].layer->backward(pass);
}

template <class T>
void Executor<T>::add_sum(const GradientSum& sum, int worker, const Pass<T>& pass) {
    const std::int64_t each = sum.from.elements / plan_.batch, offset = pass.first * each;
    accumulate(workspace_.at(plan_.steps[static_cast<std::size_t>(sum.to)].output_gradient, worker, pass.first) + offset,
               workspace_.at(sum.from, worker, pass.first) + offset, pass.count * each);
}

template <class T>
void Executor<T>::set_targets(TargetKind kind, std::int64_t elements, std::size_t end) {
    End& of = ends_[end];
    of.target_kind = kind;
    of.target_elements = kind == TargetKind::class_number ? 1 : elements;
    of.targets = Arena<T>(plan_.batch * of.target_elements);
    const bool rows = kind != of.objective.loss->target_kind();
    of.class_targets = Arena<T>(rows ? plan_.batch * of.step->output_shape.elements() : 0);
}

template <class T>
BatchResult Executor<T>::finish(Compare compare) {
    if (ends_.empty()) return {};
    const TimedPart timed(times_, &StepTimes::loss);
    const bool targets = compare == Compare::with_targets;
    const int samples = workspace_.samples();
    // Few numbers are not worth another thread's attention.
    const int parts = loss_elements_ * samples < worth_sharing ? 1 : workspace_.shards();
    pool_.run(parts, [&](int shard, int) {
        const int end = parts == 1 ? samples : std::min(samples, (shard + 1) * plan_.shard_samples);
        for (int sample = shard * plan_.shard_samples; sample < end; ++sample) {
            for (End& each : ends_) judge(each, sample, compare);
            output_penalties_[static_cast<std::size_t>(sample)] = targets ? output_penalties(sample) : 0;
        }
    });
    BatchResult result{.outputs = results_};
    for (std::size_t i = 0; i < ends_.size(); ++i) {
        results_[i] = {.loss_sum = std::accumulate(ends_[i].losses.begin(), ends_[i].losses.begin() + samples, 0.0),
                       .right = std::accumulate(ends_[i].right.begin(), ends_[i].right.begin() + samples, 0)};
        result.loss_sum += results_[i].loss_sum * ends_[i].objective.weight;
    }
    if (targets) {
        for (int sample = 0; sample < samples; ++sample) result.loss_sum += output_penalties_[static_cast<std::size_t>(sample)];
        penalize_weights();
        result.loss_sum += std::accumulate(weight_penalties_.begin(), weight_penalties_.end(), 0.0) * samples;
    }
    return result;
}

/// One sample's loss and whether its class was found; the output's gradient where it is wanted.
template <class T>
void Executor<T>::judge(End& end, int sample, Compare compare) {
    const auto s = static_cast<std::size_t>(sample);
    const Loss& loss = *end.objective.loss;
    const std::int64_t outputs = end.step->output_shape.elements();
    const bool classes = end.target_kind == TargetKind::class_number, targets = compare == Compare::with_targets;
    T* const gradient = plan_.gradients ? workspace_.at(end.step->output_gradient) : nullptr;
    T* const values = workspace_.at(end.step->output) + sample * outputs;
    const T* const given = targets ? end.targets.data() + sample * end.target_elements : nullptr;
    T* const row = classes && loss.target_kind() == TargetKind::values ? end.class_targets.data() + sample * outputs : nullptr;
    if (given && row) write_class_target(static_cast<std::int64_t>(*given), outputs, row);
    const T scale = T{1} / static_cast<T>(workspace_.samples()) * sample_weights_[s] * static_cast<T>(end.objective.weight);
    end.losses[s] = loss.sample(LossSample<T>{.outputs = outputs,
                                              .output = values,
                                              .target = given && row ? row : given,
                                              .gradient = gradient && targets ? gradient + sample * outputs : nullptr,
                                              .scale = scale},
                                end.step->activation_elsewhere) *
                    sample_weights_[s];
    end.right[s] = given && classes && named_class(values, outputs, loss.threshold()) == static_cast<std::int64_t>(*given);
}

/// Of the outputs that this sample has caused.
template <class T>
double Executor<T>::output_penalties(int sample) const {
    double sum = 0;
    for (const PlanStep& step : plan_.steps) sum += penalty(step, sample);
    return sum;
}

template <class T>
double Executor<T>::penalty(const PlanStep& step, int sample) const {
    if (step.penalty.none()) return 0;
    const std::int64_t elements = step.output_shape.elements();
    return penalty_of(workspace_.at(step.output) + sample * elements, elements, step.penalty);
}

/// Each tensor by one worker.
template <class T>
void Executor<T>::penalize_weights() {
    if (!plan_.penalizes_weights) return;
    pool_.run(static_cast<int>(plan_.weights.size()), [&](int position, int) {
        const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
        weight_penalties_[static_cast<std::size_t>(position)] =
            weight.penalty.none() ? 0 : penalty_of(weights_.data() + weight.offset, weight.spec.shape.elements(), weight.penalty);
    });
}

template <class T>
void Executor<T>::add_penalty_gradients() {
    if (!plan_.penalizes_weights) return;
    pool_.run(static_cast<int>(plan_.weights.size()), [&](int position, int) {
        const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
        if (weight.penalty.none()) return;
        const std::span<T> to = gradients_.of(weight);
        add_penalty_gradient(weights_.data() + weight.offset, std::ssize(to), weight.penalty, 1.0, to.data());
    });
}

template <class T>
std::optional<NonFinite> Executor<T>::find_non_finite() const {
    for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
        const PlanStep& step = plan_.steps[i];
        for (const int position : step.weights) {
            const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
            if (!all_finite(weights_.data() + weight.offset, weight.spec.shape.elements()))
                return NonFinite{step.node, std::string(weight.spec.name)};
        }
        const bool stands = !plan_.reuses_memory || step.inputs.empty() ||
                            std::ranges::find(plan_.output_steps, static_cast<int>(i)) != plan_.output_steps.end();
        if (stands && !all_finite(output(i), workspace_.samples() * step.output_shape.elements()))
            return NonFinite{step.node, step.inputs.empty() ? "input" : "output"};
    }
    if (ends_.empty()) return std::nullopt;
    for (const End& end : ends_) {
        if (!all_finite(end.targets.data(), workspace_.samples() * end.target_elements)) return NonFinite{end.step->node, "target"};
        if (!all_finite(sample_weights_.data(), workspace_.samples())) return NonFinite{end.step->node, "sample weight"};
        if (!all_finite(end.losses.data(), workspace_.samples())) return NonFinite{end.step->node, "loss"};
    }
    for (const PlanStep& step : plan_.steps) {
        for (int sample = 0; !plan_.reuses_memory && sample < workspace_.samples(); ++sample) {
            if (!std::isfinite(penalty(step, sample))) return NonFinite{step.node, "activity penalty"};
        }
    }
    for (std::size_t i = 0; i < plan_.weights.size(); ++i) {
        if (!std::isfinite(weight_penalties_[i]))
            return NonFinite{plan_.steps[static_cast<std::size_t>(plan_.weights[i].step)].node,
                             std::string(plan_.weights[i].spec.name) + " penalty"};
    }
    for (std::size_t i = plan_.steps.size(); i-- > 0;) {
        for (const int position : plan_.steps[i].weights) {
            const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
            if (weight.spec.trainable && !weight.late && plan_.gradients &&
                !all_finite(gradient(weight).data(), weight.spec.shape.elements())) {
                return NonFinite{plan_.steps[i].node, std::string(weight.spec.name) + " gradient"};
            }
        }
    }
    return std::nullopt;
}

template class Executor<float>;
template class Executor<double>;

}  // namespace glassnet

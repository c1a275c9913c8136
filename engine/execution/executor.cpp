// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/executor.h"

#include "math/elementwise/arithmetic.h"

#include <algorithm>

namespace glassnet {

template <class T>
Executor<T>::Executor(const Plan& plan, const Weights<T>& weights, const std::vector<OutputLoss>& losses,
                      ThreadPool& pool, std::uint64_t seed)
    : plan_(plan),
      weights_(weights),
      pool_(pool),
      workspace_(plan, weights, pool.threads(), seed),
      gradients_(plan, pool),
      deferred_gradients_(plan, workspace_, pool),
      loss_(plan, weights, losses, workspace_, pool) {
    for (std::size_t step = 0; step < plan.steps.size(); ++step) {
        // The only memory that prepare may write.
        if (plan.steps[step].per_batch.exists()) prepared_.push_back(static_cast<int>(step));
    }
}

template <class T>
Executor<T>::Executor(const Plan& plan, const Weights<T>& weights, const Loss* loss, ThreadPool& pool,
                      std::uint64_t seed)
    : Executor(plan, weights, loss ? std::vector<OutputLoss>{{loss}} : std::vector<OutputLoss>{}, pool,
               seed) {}

template <class T>
void Executor<T>::set_target_elements(std::int64_t elements, std::size_t output) {
    set_targets(loss_.outputs()[output].loss->target_kind(), elements, output);
}

template <class T>
T* Executor<T>::input(std::size_t index) {
    return workspace_.at(plan_.step(plan_.input_steps[index]).output);
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
        plan_.step(step).operation->prepare(workspace_.pass_of(step, worker, 0));
    });
}

template <class T>
void Executor<T>::forward(int samples, std::uint32_t epoch) {
    workspace_.begin(samples, epoch);
    run(plan_.forward, false);
}

template <class T>
BatchResult Executor<T>::compute_loss(Compare compare) {
    const TimedPart timed(times_, &StepTimes::loss);
    return loss_.of_batch(compare);
}

template <class T>
void Executor<T>::backward() {
    run(plan_.backward, true);
    const TimedPart timed(times_, &StepTimes::gradient_sums);
    gradients_.add_shards(workspace_.shards());
    loss_.add_gradients(gradients_);
}

template <class T>
bool Executor<T>::gradients_finite() {
    const TimedPart timed(times_, &StepTimes::check);
    return gradients_.finite() && deferred_gradients_.finite();
}

template <class T>
void Executor<T>::run(const std::vector<Region>& regions, bool backward) {
    for (const Region& region : regions) {
        const Call& first = region.calls.front();
        const PlanStep& step = plan_.step(first.step);
        if (observer_ && first.work == Call::Work::backward && first.phase == 0)
            observer_(step, workspace_.at(step.output_gradient));
        run_region(region, backward,
                   region.split == Phase::Split::samples ? workspace_.shards() : region.items);
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
    const PlanStep& step = plan_.step(call.step);
    const bool by_samples = split == Phase::Split::samples;
    Pass<T> pass = workspace_.pass_of(call.step, worker, by_samples ? item * plan_.shard_samples : 0);
    pass.split = split;
    pass.item = item;
    pass.phase = call.phase;
    pass.count = by_samples ? std::min(plan_.shard_samples, samples() - pass.first) : samples();
    const std::int64_t elements = step.output_shape.elements();
    switch (call.work) {
        case Call::Work::forward:
            return step.operation->forward(pass);
        case Call::Work::backward:
            return run_backward(call, pass);
        case Call::Work::penalty:
            return add_penalty_gradient(pass.output + pass.first * elements, pass.count * elements,
                                        step.penalty, 1.0 / samples(),
                                        pass.output_gradient + pass.first * elements);
        case Call::Work::sum:
            return add_sum(plan_.sum(call.sum), worker, pass);
    }
}

template <class T>
void Executor<T>::run_backward(const Call& call, Pass<T>& pass) {
    const bool by_samples = pass.split == Phase::Split::samples;
    const int shard = by_samples ? pass.item : 0;
    pass.weight_gradients = gradients_.of(call.step, shard);
    if (by_samples && call.phase == 0) gradients_.clear(call.step, shard);
    plan_.step(call.step).operation->backward(pass);
}

template <class T>
void Executor<T>::add_sum(const GradientSum& sum, int worker, const Pass<T>& pass) {
    const std::int64_t each = sum.from.elements / plan_.batch, offset = pass.first * each;
    accumulate(workspace_.at(plan_.step(sum.to).output_gradient, worker, pass.first) + offset,
               workspace_.at(sum.from, worker, pass.first) + offset, pass.count * each);
}

template class Executor<float>;
template class Executor<double>;

}  // namespace glassnet

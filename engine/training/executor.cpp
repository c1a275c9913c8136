// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/executor.h"

#include "math/elementwise.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <numeric>

namespace glassnet {

namespace {

constexpr std::int64_t reduction_block = 4096;  // elements, small enough that a single kernel keeps all threads busy

constexpr std::int64_t worth_sharing = 1024;  // numbers that the loss looks at

int blocks_of(std::int64_t elements) { return static_cast<int>((elements + reduction_block - 1) / reduction_block); }

}  // namespace

template <class T>
Weights<T> initial_weights(const Plan& plan, std::uint64_t seed) {
    Weights<T> weights(plan.weight_elements);
    std::vector<float> values;
    for (const PlanWeight& weight : plan.weights) {
        values.resize(static_cast<std::size_t>(weight.spec.shape.elements()));
        weight.spec.initializer->fill(values, {weight.spec.shape, weight.spec.fan_in, weight.spec.fan_out},
                                      Random(seed, Random::Purpose::weights, 0, stream_of(weight.name)));
        std::ranges::copy(values, weights.data() + weight.offset);
    }
    return weights;
}

template <class T>
Executor<T>::Executor(const Plan& plan, const Weights<T>& weights, const std::vector<Objective>& objectives, ThreadPool& pool,
                      std::uint64_t seed)
    : plan_(plan),
      pool_(pool),
      seed_(seed),
      weights_(weights),
      arena_(plan.arena_elements),
      gradients_(plan.gradients ? plan.gradient_elements : 0),
      shard_gradients_(plan.shard_gradient_elements * plan.shards),
      scratch_(aligned<T>(plan.worker_elements) * pool.threads()),
      local_((aligned<T>(plan.local_elements) + Arena<T>::slack) * pool.threads()),
      late_gradients_(aligned<T>(plan.late_elements) * pool.threads()),
      sample_numbers_(static_cast<std::size_t>(plan.batch)),
      sample_weights_(static_cast<std::size_t>(plan.batch), T{1}),
      results_(objectives.size()),
      output_penalties_(static_cast<std::size_t>(plan.batch)),
      penalties_(plan.weights.size()) {
    assert(objectives.empty() || objectives.size() == plan.output_steps.size());
    for (std::size_t i = 0; i < objectives.size(); ++i) {
        End& end = ends_.emplace_back();
        end.objective = objectives[i];
        end.step = &plan.steps[static_cast<std::size_t>(plan.output_steps[i])];
        loss_elements_ += end.step->output_shape.elements();
        end.losses.resize(static_cast<std::size_t>(plan.batch));
        end.right.resize(static_cast<std::size_t>(plan.batch));
        set_target_elements(1, i);
    }
    point();
    cut_late_gradients();
    cut_shard_gradients();
}

template <class T>
Executor<T>::Executor(const Plan& plan, const Weights<T>& weights, const Loss* loss, ThreadPool& pool, std::uint64_t seed)
    : Executor(plan, weights, loss ? std::vector<Objective>{{loss}} : std::vector<Objective>{}, pool, seed) {}

template <class T>
void Executor<T>::set_targets(TargetKind kind, std::int64_t elements, std::size_t output) {
    End& end = ends_[output];
    end.target_kind = kind;
    end.target_elements = kind == TargetKind::class_number ? 1 : elements;
    end.targets = Arena<T>(plan_.batch * end.target_elements);
    const bool rows = kind != end.objective.loss->target_kind();
    end.class_targets = Arena<T>(rows ? plan_.batch * end.step->output_shape.elements() : 0);
}

template <class T>
void Executor<T>::set_target_elements(std::int64_t elements, std::size_t output) {
    set_targets(ends_[output].objective.loss->target_kind(), elements, output);
}

template <class T>
T* Executor<T>::input(std::size_t index) {
    return arena_.data() + plan_.steps[static_cast<std::size_t>(plan_.input_steps[index])].output.offset;
}

template <class T>
const T* Executor<T>::output(std::size_t step) const {
    assert(!plan_.steps[step].output.local);
    return arena_.data() + plan_.steps[step].output.offset;
}

template <class T>
const T* Executor<T>::output_gradient(std::size_t step) const {
    const Slot& slot = plan_.steps[step].output_gradient;
    assert(!slot.local);
    return slot.exists() ? arena_.data() + slot.offset : nullptr;
}

template <class T>
std::span<const T> Executor<T>::gradient(const PlanWeight& weight) const {
    assert(!weight.late);
    return gradients_.all().subspan(static_cast<std::size_t>(weight.offset), static_cast<std::size_t>(weight.spec.shape.elements()));
}

template <class T>
void Executor<T>::observe_gradients(std::function<void(const PlanStep&, const T*)> observer) {
    observer_ = std::move(observer);
}

/// Pointers that never change, and memory for those that do.
template <class T>
void Executor<T>::point() {
    std::size_t most_inputs = 0;
    for (const PlanStep& step : plan_.steps) {
        StepPointers pointers;
        most_inputs = std::max(most_inputs, step.inputs.size());
        for (const int weight : step.weights)
            pointers.weights.push_back(weights_.data() + plan_.weights[static_cast<std::size_t>(weight)].offset);
        for (int shard = 0; plan_.gradients && shard < plan_.shards; ++shard) {
            std::vector<T*>& row = pointers.weight_gradients.emplace_back();
            for (const int position : step.weights) {
                const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
                T* const whole = weight.spec.trainable && !weight.late ? gradients_.data() + weight.offset : nullptr;
                row.push_back(weight.shard_offset < 0
                                  ? whole
                                  : shard_gradients_.data() + shard * plan_.shard_gradient_elements + weight.shard_offset);
            }
        }
        if (!step.penalty.none()) loss_elements_ += step.output_shape.elements();
        if (step.per_batch.exists()) prepared_.push_back(static_cast<int>(pointers_.size()));  // the only memory that prepare may write
        pointers_.push_back(std::move(pointers));
    }
    for (int worker = 0; worker < pool_.threads(); ++worker) {
        Worker& each = workers_.emplace_back();
        each.inputs.resize(most_inputs);
        each.input_gradients.resize(most_inputs);
        each.local = local_.data() + worker * (aligned<T>(plan_.local_elements) + Arena<T>::slack);
        each.scratch = scratch_.data() + worker * aligned<T>(plan_.worker_elements);
        each.late = late_gradients_.data() + worker * aligned<T>(plan_.late_elements);
    }
}

template <class T>
void Executor<T>::cut_late_gradients() {
    for (std::size_t number = 0; number < plan_.weights.size(); ++number) {
        const PlanWeight& weight = plan_.weights[number];
        const std::int64_t rows = weight.late ? weight.spec.shape[0] : 0;
        if (weight.late) late_steps_.push_back(weight.step);
        for (std::int64_t first = 0; first < rows; first += Layer::late_rows)
            late_.push_back({static_cast<int>(number), first, std::min(Layer::late_rows, rows - first)});
    }
    extremes_.resize(late_steps_.size() * static_cast<std::size_t>(plan_.shards));
    // In the order of their share of the kernel: the pool gives neighbours to one worker, here as in the layers' own passes.
    std::ranges::stable_sort(late_, {}, [&](const Late& late) {
        return static_cast<double>(late.first) / static_cast<double>(plan_.weights[static_cast<std::size_t>(late.weight)].spec.shape[0]);
    });
}

template <class T>
void Executor<T>::cut_shard_gradients() {
    for (const PlanWeight& weight : plan_.weights) {
        const std::int64_t elements = weight.shard_offset >= 0 ? weight.spec.shape.elements() : 0;
        for (std::int64_t first = 0; first < elements; first += reduction_block)
            stretches_.push_back({weight.offset + first, weight.shard_offset + first, std::min(reduction_block, elements - first)});
    }
}

template <class T>
T* Executor<T>::at(const Slot& slot, const Worker& worker, int first) const {
    if (!slot.exists()) return nullptr;
    if (!slot.local) return arena_.data() + slot.offset;
    // Layers count from the batch's first sample, which lies elsewhere: as numbers, so that no pointer is out of its array.
    const auto ahead = static_cast<std::uintptr_t>(slot.elements / plan_.batch * first) * sizeof(T);
    return reinterpret_cast<T*>(reinterpret_cast<std::uintptr_t>(worker.local + slot.offset) - ahead);
}

template <class T>
Pass<T> Executor<T>::pass_of(int number, int worker_number, int first) {
    const auto position = static_cast<std::size_t>(number);
    const PlanStep& step = plan_.steps[position];
    Worker& worker = workers_[static_cast<std::size_t>(worker_number)];
    for (std::size_t i = 0; i < step.inputs.size(); ++i)
        worker.inputs[i] = at(plan_.steps[static_cast<std::size_t>(step.inputs[i])].output, worker, first);
    for (std::size_t i = 0; i < step.input_gradients.size(); ++i)
        worker.input_gradients[i] = at(input_gradient(plan_, step, i), worker, first);
    Pass<T> pass;
    pass.training = plan_.training;
    pass.batch = samples_;
    pass.planned = plan_.batch;
    pass.first = first;
    pass.shard_samples = plan_.shard_samples;
    pass.shards = shards_in_use();
    pass.worker = worker_number;
    pass.input_shapes = step.input_shapes;
    pass.output_shape = step.output_shape;
    pass.inputs = std::span(worker.inputs).first(step.inputs.size());
    pass.output = at(step.output, worker, first);
    pass.weights = pointers_[position].weights;
    pass.output_gradient = at(step.output_gradient, worker, first);
    pass.input_gradients = std::span(worker.input_gradients).first(step.input_gradients.size());
    pass.per_sample = at(step.per_sample, worker, first);
    pass.per_shard = at(step.per_shard, worker, first);
    pass.per_batch = at(step.per_batch, worker, first);
    pass.scratch = worker.scratch;
    pass.activation_elsewhere = step.activation_elsewhere;
    pass.seed = seed_;
    pass.layer = step.random_stream;
    pass.epoch = epoch_;
    pass.sample_numbers = sample_numbers_;
    return pass;
}

template <class T>
Pass<T> Executor<T>::whole_pass_of(int step, int worker) {
    Pass<T> pass = pass_of(step, worker, 0);
    pass.split = Phase::Split::blocks;
    pass.count = samples_;
    return pass;
}

template <class T>
void Executor<T>::prepare() {
    const TimedPart timed(times_, &StepTimes::packing);
    samples_ = plan_.batch;
    pool_.run(static_cast<int>(prepared_.size()), [&](int item, int worker) {
        const int step = prepared_[static_cast<std::size_t>(item)];
        plan_.steps[static_cast<std::size_t>(step)].layer->prepare(pass_of(step, worker, 0));
    });
}

template <class T>
void Executor<T>::work(const Call& call, int item, int worker, Phase::Split split) {
    const PlanStep& step = plan_.steps[static_cast<std::size_t>(call.step)];
    const bool by_samples = split == Phase::Split::samples;
    Pass<T> pass = pass_of(call.step, worker, by_samples ? item * plan_.shard_samples : 0);
    pass.split = split;
    pass.item = item;
    pass.phase = call.phase;
    pass.count = by_samples ? std::min(plan_.shard_samples, samples_ - pass.first) : samples_;
    const std::int64_t elements = step.output_shape.elements();
    switch (call.work) {
        case Call::Work::forward:
            return step.layer->forward(pass);
        case Call::Work::backward:
            return run_backward(call, step, pass);
        case Call::Work::penalty:
            return add_penalty_gradient(pass.output + pass.first * elements, pass.count * elements, step.penalty, 1.0 / samples_,
                                        pass.output_gradient + pass.first * elements);
        case Call::Work::sum: {
            const GradientSum& sum = plan_.sums[static_cast<std::size_t>(call.sum)];
            const Worker& at_hand = workers_[static_cast<std::size_t>(worker)];
            const std::int64_t each = sum.from.elements / plan_.batch, offset = pass.first * each;
            accumulate(at(plan_.steps[static_cast<std::size_t>(sum.to)].output_gradient, at_hand, pass.first) + offset,
                       at(sum.from, at_hand, pass.first) + offset, pass.count * each);
        }
    }
}

template <class T>
void Executor<T>::run_backward(const Call& call, const PlanStep& step, Pass<T>& pass) {
    const bool by_samples = pass.split == Phase::Split::samples;
    const auto& gradients = pointers_[static_cast<std::size_t>(call.step)].weight_gradients;
    pass.weight_gradients = gradients[by_samples ? static_cast<std::size_t>(pass.item) : 0];
    for (std::size_t i = 0; by_samples && call.phase == 0 && i < step.weights.size(); ++i) {
        const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(step.weights[i])];
        if (weight.shard_offset >= 0) std::fill_n(pass.weight_gradients[i], weight.spec.shape.elements(), T{0});
    }
    step.layer->backward(pass);
}

template <class T>
void Executor<T>::run(const std::vector<Region>& regions, bool backward) {
    const int shards = shards_in_use();
    for (const Region& region : regions) {
        const Call& first = region.calls.front();
        const PlanStep& step = plan_.steps[static_cast<std::size_t>(first.step)];
        if (observer_ && first.work == Call::Work::backward && first.phase == 0)
            observer_(step, arena_.data() + step.output_gradient.offset);
        run_region(region, backward, region.split == Phase::Split::samples ? shards : region.items);
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
void Executor<T>::forward(int samples, std::uint32_t epoch) {
    samples_ = samples;
    epoch_ = epoch;
    run(plan_.forward, false);
}

template <class T>
BatchResult Executor<T>::finish(Compare compare) {
    if (ends_.empty()) return {};
    const TimedPart timed(times_, &StepTimes::loss);
    const bool targets = compare == Compare::with_targets;
    const int shards = shards_in_use();
    // Few numbers are not worth another thread's attention.
    const std::int64_t parts = loss_elements_ * samples_ < worth_sharing ? 1 : shards;
    pool_.run(static_cast<int>(parts), [&](int shard, int) {
        const int end = parts == 1 ? samples_ : std::min(samples_, (shard + 1) * plan_.shard_samples);
        for (int sample = shard * plan_.shard_samples; sample < end; ++sample) {
            for (End& each : ends_) judge(each, sample, targets);
            output_penalties_[static_cast<std::size_t>(sample)] = targets ? output_penalties(sample) : 0;
        }
    });
    BatchResult result{.outputs = results_};
    const auto samples = static_cast<std::size_t>(samples_);
    for (std::size_t i = 0; i < ends_.size(); ++i) {
        results_[i] = {.loss_sum = std::accumulate(ends_[i].losses.begin(), ends_[i].losses.begin() + samples_, 0.0),
                       .right = std::accumulate(ends_[i].right.begin(), ends_[i].right.begin() + samples_, 0)};
        result.loss_sum += results_[i].loss_sum * ends_[i].objective.weight;
    }
    if (targets) {
        for (std::size_t sample = 0; sample < samples; ++sample) result.loss_sum += output_penalties_[sample];
        result.loss_sum += weight_penalties() * samples_;
    }
    return result;
}

/// One sample's loss and whether its class was found; the output's gradient where it is wanted.
template <class T>
void Executor<T>::judge(End& end, int sample, bool targets) {
    const auto s = static_cast<std::size_t>(sample);
    const Loss& loss = *end.objective.loss;
    const std::int64_t outputs = end.step->output_shape.elements();
    const bool classes = end.target_kind == TargetKind::class_number;
    const Slot& slot = end.step->output_gradient;
    T* const gradient = plan_.gradients && slot.exists() ? arena_.data() + slot.offset : nullptr;
    T* const values = arena_.data() + end.step->output.offset + sample * outputs;
    const T* const given = targets ? end.targets.data() + sample * end.target_elements : nullptr;
    T* const row = classes && loss.target_kind() == TargetKind::values ? end.class_targets.data() + sample * outputs : nullptr;
    if (given && row) write_class_target(static_cast<std::int64_t>(*given), outputs, row);
    const T scale = T{1} / static_cast<T>(samples_) * sample_weights_[s] * static_cast<T>(end.objective.weight);
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
    for (const PlanStep& step : plan_.steps) sum += output_penalty(step, sample);
    return sum;
}

template <class T>
double Executor<T>::output_penalty(const PlanStep& step, int sample) const {
    if (step.penalty.none()) return 0;
    const std::int64_t elements = step.output_shape.elements();
    return penalty_of(arena_.data() + step.output.offset + sample * elements, elements, step.penalty);
}

/// Each tensor's by one worker, then all in the order of the weights.
template <class T>
double Executor<T>::weight_penalties() {
    if (!plan_.penalizes_weights) return 0;
    pool_.run(static_cast<int>(plan_.weights.size()), [&](int position, int) {
        const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
        penalties_[static_cast<std::size_t>(position)] =
            weight.penalty.none() ? 0 : penalty_of(weights_.data() + weight.offset, weight.spec.shape.elements(), weight.penalty);
    });
    return std::accumulate(penalties_.begin(), penalties_.end(), 0.0);
}

template <class T>
void Executor<T>::backward() {
    run(plan_.backward, true);
    const TimedPart timed(times_, &StepTimes::gradient_sums);
    add_shard_gradients();
    add_penalty_gradients();
}

/// The shards' gradients are added in the order of the shards, whoever computed them.
template <class T>
void Executor<T>::add_shard_gradients() {
    const int shards = shards_in_use();
    pool_.run(static_cast<int>(stretches_.size()), [&](int number, int) {
        const auto [to, from, count] = stretches_[static_cast<std::size_t>(number)];
        std::copy_n(shard_gradients_.data() + from, count, gradients_.data() + to);
        for (int shard = 1; shard < shards; ++shard)
            accumulate(gradients_.data() + to, shard_gradients_.data() + shard * plan_.shard_gradient_elements + from, count);
    });
}

template <class T>
void Executor<T>::add_penalty_gradients() {
    if (!plan_.penalizes_weights) return;
    pool_.run(static_cast<int>(plan_.weights.size()), [&](int position, int) {
        const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(position)];
        if (weight.penalty.none()) return;
        add_penalty_gradient(weights_.data() + weight.offset, weight.spec.shape.elements(), weight.penalty, 1.0,
                             gradients_.data() + weight.offset);
    });
}

template <class T>
bool Executor<T>::gradients_finite() {
    const TimedPart timed(times_, &StepTimes::check);
    std::atomic<bool> finite{true};
    pool_.run(blocks_of(gradients_.size()), [&](int block, int) {
        const std::int64_t first = block * reduction_block;
        if (!all_finite(gradients_.data() + first, std::min(reduction_block, gradients_.size() - first)))
            finite.store(false, std::memory_order_relaxed);
    });
    return finite;
}

template <class T>
LateGradients<T> Executor<T>::late_gradients() {
    return {static_cast<int>(late_.size()), [this](int piece, int worker) { return late_piece(piece, worker); }};
}

template <class T>
LatePiece<T> Executor<T>::late_piece(int number, int worker) {
    const Late& late = late_[static_cast<std::size_t>(number)];
    const PlanWeight& weight = plan_.weights[static_cast<std::size_t>(late.weight)];
    const std::int64_t columns = weight.spec.shape.elements() / weight.spec.shape[0];
    T* const to = workers_[static_cast<std::size_t>(worker)].late;
    plan_.steps[static_cast<std::size_t>(weight.step)].layer->late_gradient(whole_pass_of(weight.step, worker), late.first, late.rows, to);
    return {weight.offset + late.first * columns, {to, static_cast<std::size_t>(late.rows * columns)}};
}

/// Whether no product of an input and a gradient, summed over the batch, can leave the numbers: looked at without making it.
template <class T>
bool Executor<T>::late_gradients_in_bounds() {
    const int shards = shards_in_use();
    pool_.run(shards * static_cast<int>(late_steps_.size()), [&](int item, int) {
        const PlanStep& step = plan_.steps[static_cast<std::size_t>(late_steps_[static_cast<std::size_t>(item / shards)])];
        const std::int64_t first = item % shards * plan_.shard_samples,
                           count = std::min<std::int64_t>(plan_.shard_samples, samples_ - first);
        const auto largest = [&](const Slot& slot) {
            const std::int64_t elements = slot.elements / plan_.batch;
            return largest_magnitude(arena_.data() + slot.offset + first * elements, count * elements);
        };
        const Slot& input = plan_.steps[static_cast<std::size_t>(step.inputs.front())].output;
        extremes_[static_cast<std::size_t>(item)] = {largest(input), largest(step.output_gradient)};
    });
    for (std::size_t step = 0; step < late_steps_.size(); ++step) {
        Extremes all;
        for (int shard = 0; shard < shards; ++shard) {
            const Extremes& each = extremes_[step * static_cast<std::size_t>(shards) + static_cast<std::size_t>(shard)];
            if (!std::isfinite(each.input) || !std::isfinite(each.gradient)) return false;
            all = {std::max(all.input, each.input), std::max(all.gradient, each.gradient)};
        }
        if (!std::isfinite(2 * all.input * all.gradient * static_cast<T>(samples_))) return false;
    }
    return true;
}

template <class T>
bool Executor<T>::late_gradients_finite() {
    const TimedPart timed(times_, &StepTimes::check);
    if (late_gradients_in_bounds()) return true;
    std::atomic<bool> finite{true};
    pool_.run(static_cast<int>(late_.size()), [&](int piece, int worker) {
        const std::span<const T> gradients = late_piece(piece, worker).gradients;
        if (!all_finite(gradients.data(), static_cast<std::int64_t>(gradients.size()))) finite.store(false, std::memory_order_relaxed);
    });
    return finite;
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
        if (stands && !all_finite(output(i), samples_ * step.output_shape.elements()))
            return NonFinite{step.node, step.inputs.empty() ? "input" : "output"};
    }
    if (ends_.empty()) return std::nullopt;
    for (const End& end : ends_) {
        if (!all_finite(end.targets.data(), samples_ * end.target_elements)) return NonFinite{end.step->node, "target"};
        if (!all_finite(sample_weights_.data(), samples_)) return NonFinite{end.step->node, "sample weight"};
        if (!all_finite(end.losses.data(), samples_)) return NonFinite{end.step->node, "loss"};
    }
    for (const PlanStep& step : plan_.steps) {
        for (int sample = 0; !plan_.reuses_memory && sample < samples_; ++sample) {
            if (!std::isfinite(output_penalty(step, sample))) return NonFinite{step.node, "activity penalty"};
        }
    }
    for (std::size_t i = 0; i < plan_.weights.size(); ++i) {
        if (!std::isfinite(penalties_[i]))
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

template Weights<float> initial_weights(const Plan&, std::uint64_t);
template Weights<double> initial_weights(const Plan&, std::uint64_t);
template class Executor<float>;
template class Executor<double>;

}  // namespace glassnet

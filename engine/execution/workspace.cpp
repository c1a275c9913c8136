// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/workspace.h"

#include <algorithm>

namespace glassnet {

template <class T>
Workspace<T>::Workspace(const Plan& plan, const Weights<T>& weights, int workers, std::uint64_t seed)
    : plan_(plan),
      seed_(seed),
      arena_(plan.arena_elements),
      scratch_(aligned<T>(plan.worker_elements) * workers),
      local_((aligned<T>(plan.local_elements) + Arena<T>::slack) * workers),
      sample_numbers_(static_cast<std::size_t>(plan.batch)) {
    std::size_t most_inputs = 0;
    for (const PlanStep& step : plan.steps) {
        most_inputs = std::max(most_inputs, step.inputs.size());
        std::vector<T*>& row = weights_.emplace_back();
        for (const int weight : step.weights) row.push_back(weights.data() + plan.weight(weight).offset);
    }
    for (int worker = 0; worker < workers; ++worker) {
        Worker& each = workers_.emplace_back();
        each.inputs.resize(most_inputs);
        each.input_gradients.resize(most_inputs);
        each.local = local_.data() + worker * (aligned<T>(plan.local_elements) + Arena<T>::slack);
        each.scratch = scratch_.data() + worker * aligned<T>(plan.worker_elements);
    }
}

template <class T>
T* Workspace<T>::at(const Slot& slot, int worker, int first) const {
    if (!slot.local) return at(slot);
    // Layers count from the batch's first sample, which lies elsewhere: as numbers, so that no pointer is
    // outside its array.
    const auto ahead = static_cast<std::uintptr_t>(slot.elements / plan_.batch * first) * sizeof(T);
    T* const local = workers_[static_cast<std::size_t>(worker)].local;
    return reinterpret_cast<T*>(reinterpret_cast<std::uintptr_t>(local + slot.offset) - ahead);
}

template <class T>
Pass<T> Workspace<T>::pass_of(int number, int worker_number, int first) {
    const auto position = static_cast<std::size_t>(number);
    const PlanStep& step = plan_.steps[position];
    Worker& worker = workers_[static_cast<std::size_t>(worker_number)];
    const auto here = [&](const Slot& slot) { return at(slot, worker_number, first); };
    for (std::size_t i = 0; i < step.inputs.size(); ++i)
        worker.inputs[i] = here(plan_.step(step.inputs[i]).output);
    for (std::size_t i = 0; i < step.input_gradients.size(); ++i)
        worker.input_gradients[i] = here(input_gradient(plan_, step, i));
    Pass<T> pass;
    pass.batch = samples_;
    pass.first = first;
    pass.shard_samples = plan_.shard_samples;
    pass.shards = shards();
    pass.worker = worker_number;
    pass.input_shapes = step.input_shapes;
    pass.output_shape = step.output_shape;
    pass.inputs = std::span(worker.inputs).first(step.inputs.size());
    pass.output = here(step.output);
    pass.weights = weights_[position];
    pass.output_gradient = here(step.output_gradient);
    pass.input_gradients = std::span(worker.input_gradients).first(step.input_gradients.size());
    pass.per_sample = here(step.per_sample);
    pass.per_shard = here(step.per_shard);
    pass.per_batch = here(step.per_batch);
    pass.scratch = worker.scratch;
    pass.seed = seed_;
    pass.stream = step.random_stream;
    pass.epoch = epoch_;
    pass.sample_numbers = sample_numbers_;
    return pass;
}

template <class T>
Pass<T> Workspace<T>::whole_pass_of(int step, int worker) {
    Pass<T> pass = pass_of(step, worker, 0);
    pass.split = Phase::Split::blocks;
    pass.count = samples_;
    return pass;
}

template class Workspace<float>;
template class Workspace<double>;

}  // namespace glassnet

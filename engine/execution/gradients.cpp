// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/gradients.h"

#include "math/elementwise/arithmetic.h"
#include "math/elementwise/finite.h"

#include <algorithm>
#include <atomic>
#include <cassert>

namespace glassnet {

namespace {

constexpr std::int64_t block = 4096;  // elements, small enough that a single kernel keeps all threads busy

}  // namespace

template <class T>
Gradients<T>::Gradients(const Plan& plan, ThreadPool& pool)
    : plan_(plan),
      pool_(pool),
      gradients_(plan.gradients ? plan.gradient_elements : 0),
      of_shards_(plan.shard_gradient_elements * plan.shards) {
    for (const PlanStep& step : plan.steps) {
        std::vector<T*>& row = places_.emplace_back();
        for (int shard = 0; plan.gradients && shard < plan.shards; ++shard) {
            for (const int position : step.weights) {
                const PlanWeight& weight = plan.weight(position);
                T* const whole =
                    weight.spec.trainable && !weight.deferred ? gradients_.data() + weight.offset : nullptr;
                row.push_back(weight.shard_offset < 0
                                  ? whole
                                  : of_shards_.data() + shard * plan.shard_gradient_elements +
                                        weight.shard_offset);
            }
        }
    }
    for (const PlanWeight& weight : plan.weights) {
        const std::int64_t elements = weight.shard_offset >= 0 ? weight.spec.shape.elements() : 0;
        for (std::int64_t first = 0; first < elements; first += block)
            chunks_.push_back(
                {weight.offset + first, weight.shard_offset + first, std::min(block, elements - first)});
    }
}

template <class T>
std::span<T> Gradients<T>::of(const PlanWeight& weight) const {
    assert(!weight.deferred);
    return all().subspan(static_cast<std::size_t>(weight.offset),
                         static_cast<std::size_t>(weight.spec.shape.elements()));
}

template <class T>
std::span<T* const> Gradients<T>::of(int step, int shard) const {
    const std::size_t weights = plan_.step(step).weights.size();
    return std::span(places_[static_cast<std::size_t>(step)])
        .subspan(static_cast<std::size_t>(shard) * weights, weights);
}

template <class T>
void Gradients<T>::clear(int step, int shard) {
    const std::span<T* const> places = of(step, shard);
    const std::vector<int>& weights = plan_.step(step).weights;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const PlanWeight& weight = plan_.weight(weights[i]);
        if (weight.shard_offset >= 0) std::fill_n(places[i], weight.spec.shape.elements(), T{0});
    }
}

template <class T>
void Gradients<T>::add_shards(int shards) {
    pool_.run(static_cast<int>(chunks_.size()), [&](int number, int) {
        const auto [to, from, count] = chunks_[static_cast<std::size_t>(number)];
        std::copy_n(of_shards_.data() + from, count, gradients_.data() + to);
        for (int shard = 1; shard < shards; ++shard)
            accumulate(gradients_.data() + to,
                       of_shards_.data() + shard * plan_.shard_gradient_elements + from, count);
    });
}

template <class T>
bool Gradients<T>::finite() const {
    std::atomic<bool> result{true};
    pool_.run(static_cast<int>((gradients_.size() + block - 1) / block), [&](int number, int) {
        const std::int64_t first = number * block;
        if (!all_finite(gradients_.data() + first, std::min(block, gradients_.size() - first)))
            result.store(false, std::memory_order_relaxed);
    });
    return result;
}

template class Gradients<float>;
template class Gradients<double>;

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/deferred_gradients.h"

#include "math/elementwise/finite.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace glassnet {

template <class T>
DeferredGradients<T>::DeferredGradients(const Plan& plan, Workspace<T>& workspace, ThreadPool& pool)
    : plan_(plan),
      workspace_(workspace),
      pool_(pool),
      made_(aligned<T>(plan.deferred_elements) * pool.threads()) {
    for (std::size_t number = 0; number < plan.weights.size(); ++number) {
        const PlanWeight& weight = plan.weights[number];
        if (!weight.deferred) continue;
        steps_.push_back(weight.step);
        const Operation& operation = *plan.step(weight.step).operation;
        const std::int64_t rows = weight.spec.shape[0], each = operation.contract().deferred->rows;
        for (std::int64_t first = 0; first < rows; first += each)
            pieces_.push_back({static_cast<int>(number), first, std::min(each, rows - first)});
    }
    extremes_.resize(steps_.size() * static_cast<std::size_t>(plan.shards));
    // In the order of their share of the kernel: the pool gives neighbours to one worker, here as in the
    // layers' own passes.
    std::ranges::stable_sort(pieces_, {}, [&](const Rows& rows) {
        return static_cast<double>(rows.first) / static_cast<double>(plan.weight(rows.weight).spec.shape[0]);
    });
}

template <class T>
DeferredPiece<T> DeferredGradients<T>::make(int piece, int worker) {
    const auto [number, first, count] = pieces_[static_cast<std::size_t>(piece)];
    const PlanWeight& weight = plan_.weight(number);
    const std::int64_t columns = weight.spec.shape.elements() / weight.spec.shape[0];
    T* const to = made_.data() + worker * aligned<T>(plan_.deferred_elements);
    const Operation& operation = *plan_.step(weight.step).operation;
    operation.deferred_gradient(workspace_.whole_pass_of(weight.step, worker), first, count, to);
    return {weight.offset + first * columns, {to, static_cast<std::size_t>(count * columns)}};
}

template <class T>
bool DeferredGradients<T>::finite() {
    if (in_bounds()) return true;
    std::atomic<bool> result{true};
    pool_.run(pieces(), [&](int piece, int worker) {
        const std::span<const T> gradients = make(piece, worker).gradients;
        if (!all_finite(gradients.data(), static_cast<std::int64_t>(gradients.size())))
            result.store(false, std::memory_order_relaxed);
    });
    return result;
}

/// Tells whether no product of an input and a gradient, summed over the batch, can overflow, without
/// computing it.
template <class T>
bool DeferredGradients<T>::in_bounds() {
    const int shards = workspace_.shards();
    find_extremes(shards);
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        Extremes all;
        for (int shard = 0; shard < shards; ++shard) {
            const Extremes& each =
                extremes_[step * static_cast<std::size_t>(shards) + static_cast<std::size_t>(shard)];
            if (!std::isfinite(each.input) || !std::isfinite(each.gradient)) return false;
            all = {std::max(all.input, each.input), std::max(all.gradient, each.gradient)};
        }
        if (!std::isfinite(2 * all.input * all.gradient * static_cast<T>(workspace_.samples()))) return false;
    }
    return true;
}

template <class T>
void DeferredGradients<T>::find_extremes(int shards) {
    pool_.run(shards * static_cast<int>(steps_.size()), [&](int item, int) {
        const PlanStep& step = plan_.step(steps_[static_cast<std::size_t>(item / shards)]);
        const std::int64_t first = item % shards * plan_.shard_samples,
                           count = std::min<std::int64_t>(plan_.shard_samples, workspace_.samples() - first);
        const auto largest = [&](const Slot& slot) {
            const std::int64_t elements = slot.elements / plan_.batch;
            return largest_magnitude(workspace_.at(slot) + first * elements, count * elements);
        };
        const Slot& input = plan_.step(step.inputs.front()).output;
        extremes_[static_cast<std::size_t>(item)] = {largest(input), largest(step.output_gradient)};
    });
}

template class DeferredGradients<float>;
template class DeferredGradients<double>;

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/optimization.h"

#include "math/elementwise/arithmetic.h"
#include "math/elementwise/finite.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind clipped_twice{"optimizer.clipped_twice", Severity::error,
                                    "Gradients can be clipped in one way only, {count} are chosen: {chosen}",
                                    "Set all but one to 0."};

constexpr std::int64_t block = 16'384;

/// Sums the squares in double, in eight sums whose order is fixed.
template <class T>
double sum_of_squares(const T* values, std::int64_t count) {
    std::array<double, 8> sums{};
    std::int64_t i = 0;
    for (; i + 8 <= count; i += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane) {
            const auto value = static_cast<double>(values[i + static_cast<std::int64_t>(lane)]);
            sums[lane] += value * value;
        }
    }
    for (; i < count; ++i) sums[0] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    double sum = 0;
    for (const double each : sums) sum += each;
    return sum;
}

}  // namespace

std::vector<Problem> Optimizer::problems() const {
    std::vector<Problem> result;
    std::int64_t count = 0;
    std::string chosen;
    for (const auto& [name, value] :
         {std::pair{"clipnorm", clipnorm}, {"clipvalue", clipvalue}, {"global_clipnorm", global_clipnorm}}) {
        if (value == 0) continue;
        chosen += (count++ > 0 ? ", " : "") + std::string(name);
    }
    if (count > 1)
        result.emplace_back(clipped_twice, Value::Map{{"count", count}, {"chosen", chosen}},
                            Where{.setting = "training.optimizer"});
    if (auto problem = schedule->problem()) result.push_back(*std::move(problem));
    return result;
}

template <class T>
Optimization<T>::Optimization(const Optimizer& optimizer, const Plan& plan, ThreadPool& pool)
    : plan_(plan), pool_(pool), optimizer_(optimizer.clone()), names_(optimizer_->variables()) {
    for (std::size_t slot = 0; slot < names_.size(); ++slot) variables_.emplace_back(plan.trainable_elements);
    if (optimizer.gradient_accumulation_steps > 1) sum_ = Arena<T>(plan.trainable_elements);
    if (optimizer.use_ema) average_ = Arena<T>(plan.weight_elements);
    for (std::size_t weight = 0; weight < plan.weights.size(); ++weight) {
        const PlanWeight& each = plan.weights[weight];
        const std::int64_t count = each.spec.trainable ? each.spec.shape.elements() : 0;
        for (std::int64_t first = 0; first < count; first += block)
            pieces_.push_back({weight, each.offset + first, std::min(block, count - first)});
    }
    squares_.resize(pieces_.size());
    factors_.resize(plan.weights.size());
}

template <class T>
void Optimization<T>::reset(const Arena<T>& weights) {
    for (Arena<T>& variable : variables_)
        std::ranges::fill(variable.all(), static_cast<T>(optimizer_->initial_value()));
    std::ranges::fill(sum_.all(), T{0});
    if (optimizer_->use_ema) std::ranges::copy(weights.all(), average_.data());
}

template <class T>
template <class Work>
void Optimization<T>::for_blocks(std::int64_t elements, const Work& work) {
    pool_.run(static_cast<int>((elements + block - 1) / block),
              [&](int number, int) { work(number * block, std::min(block, elements - number * block)); });
}

template <class T>
double Optimization<T>::rate(std::int64_t batch, const ScheduleState& state) const {
    return optimizer_->schedule->rate(optimizer_->learning_rate,
                                      {.step = batch, .steps = state.steps, .epochs = state.epochs});
}

template <class T>
bool Optimization<T>::step(std::int64_t batch, const ScheduleState& state, std::span<T> gradients,
                           Arena<T>& weights, DeferredGradients<T>* deferred) {
    assert(!deferred || deferred->pieces() == 0 || !optimizer_->wants_all_gradients());
    const std::int64_t each = optimizer_->gradient_accumulation_steps;
    const bool moves = (batch + 1) % each == 0;
    if (each > 1) {
        for_blocks(std::ssize(gradients), [&](std::int64_t first, std::int64_t count) {
            accumulate(sum_.data() + first, gradients.data() + first, count);
            if (!moves) return;
            for (std::int64_t i = first; i < first + count; ++i) {
                gradients[static_cast<std::size_t>(i)] = sum_.data()[i] / static_cast<T>(each);
                sum_.data()[i] = 0;
            }
        });
        if (!moves) return true;
    }
    clip(gradients);
    const std::int64_t step = batch / each;
    const double rate_now = rate(batch, state);
    std::atomic<bool> finite{true};
    const int blocks = static_cast<int>((std::ssize(gradients) + block - 1) / block);
    const std::int64_t pieces = deferred ? deferred->pieces() : 0, all = pieces + blocks;
    pool_.run(static_cast<int>(all), [&](int number, int worker) {
        // Both kinds are spread evenly, so that each worker gets those deferred rows that it has read in the
        // forward and the backward pass.
        const std::int64_t deferred_before = number * pieces / all;
        DeferredPiece<T> piece;
        if ((number + 1) * pieces / all > deferred_before) {
            piece = deferred->make(static_cast<int>(deferred_before), worker);
        } else {
            piece.offset = (number - deferred_before) * block;
            const std::int64_t count = std::min(block, std::ssize(gradients) - piece.offset);
            piece.gradients =
                gradients.subspan(static_cast<std::size_t>(piece.offset), static_cast<std::size_t>(count));
        }
        if (!move(weights, piece.offset, piece.gradients, step, rate_now))
            finite.store(false, std::memory_order_relaxed);
    });
    if (!finite) return false;
    if (plan_.constrains_weights) apply_constraints(weights);
    if (optimizer_->use_ema) average(step, weights);
    return true;
}

/// Updates some adjacent weights; returns false where one, or the memory of it, is no longer finite.
template <class T>
bool Optimization<T>::move(Arena<T>& weights, std::int64_t first, std::span<const T> gradients,
                           std::int64_t step, double rate_now) const {
    const std::int64_t count = std::ssize(gradients);
    std::array<T*, 8> memory{};
    for (std::size_t slot = 0; slot < variables_.size(); ++slot)
        memory[slot] = variables_[slot].data() + first;
    T* const values = weights.data() + first;
    const auto decay = static_cast<T>(optimizer_->weight_decay * rate_now);
    for (std::int64_t i = 0; decay != 0 && i < count; ++i) values[i] -= values[i] * decay;
    optimizer_->update(Update<T>{.count = count,
                                 .step = step + 1,
                                 .rate = rate_now,
                                 .weights = values,
                                 .gradients = gradients.data(),
                                 .variables = {memory.data(), variables_.size()}});
    bool good = all_finite(values, count);
    for (std::size_t slot = 0; slot < variables_.size(); ++slot)
        good = good && all_finite(memory[slot], count);
    return good;
}

template <class T>
void Optimization<T>::clip(std::span<T> gradients) {
    if (const auto limit = static_cast<T>(optimizer_->clipvalue); limit > 0) {
        for_blocks(std::ssize(gradients), [&](std::int64_t first, std::int64_t count) {
            for (T& gradient :
                 gradients.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count)))
                gradient = std::clamp(gradient, -limit, limit);
        });
    } else if (optimizer_->clipnorm > 0 || optimizer_->global_clipnorm > 0) {
        clip_by_norm(gradients);
    }
}

template <class T>
void Optimization<T>::clip_by_norm(std::span<T> gradients) {
    const auto pieces = static_cast<int>(pieces_.size());
    pool_.run(pieces, [&](int number, int) {
        const Piece& piece = pieces_[static_cast<std::size_t>(number)];
        squares_[static_cast<std::size_t>(number)] =
            sum_of_squares(gradients.data() + piece.first, piece.count);
    });
    const auto factor = [](double squares, double longest) {
        const double length = std::sqrt(squares);
        return length > longest ? longest / length : 1;
    };
    std::ranges::fill(factors_, 0);  // sums of squares first
    for (std::size_t i = 0; i < pieces_.size(); ++i) factors_[pieces_[i].weight] += squares_[i];
    if (optimizer_->clipnorm > 0) {
        for (double& each : factors_) each = factor(each, optimizer_->clipnorm);
    } else {
        double all = 0;
        for (const double each : factors_) all += each;
        std::ranges::fill(factors_, factor(all, optimizer_->global_clipnorm));
    }
    pool_.run(pieces, [&](int number, int) {
        const Piece& piece = pieces_[static_cast<std::size_t>(number)];
        if (factors_[piece.weight] == 1) return;
        const auto shorter = static_cast<T>(factors_[piece.weight]);
        for (std::int64_t i = 0; i < piece.count; ++i)
            gradients[static_cast<std::size_t>(piece.first + i)] *= shorter;
    });
}

/// Applies the constraints of the weights, each tensor by one worker.
template <class T>
void Optimization<T>::apply_constraints(Arena<T>& weights) {
    pool_.run(static_cast<int>(plan_.weights.size()), [&](int position, int) {
        const PlanWeight& weight = plan_.weight(position);
        if (weight.spec.trainable)
            weight.spec.constraint->apply(weights.data() + weight.offset, weight.spec.shape);
    });
}

template <class T>
void Optimization<T>::average(std::int64_t step, Arena<T>& weights) {
    const auto keep = static_cast<T>(step == 0 ? 0 : optimizer_->ema_momentum);
    const int often = optimizer_->ema_overwrite_frequency;
    const bool overwrite = often > 0 && (step + 1) % often == 0;
    for_blocks(plan_.trainable_elements, [&](std::int64_t first, std::int64_t count) {
        T* const mean = average_.data() + first;
        T* const values = weights.data() + first;
        for (std::int64_t i = 0; i < count; ++i) mean[i] = keep * mean[i] + (1 - keep) * values[i];
        if (overwrite) std::copy_n(mean, count, values);
    });
}

template <class T>
const Arena<T>& Optimization<T>::inference_weights(const Arena<T>& weights) {
    if (!optimizer_->use_ema) return weights;
    std::copy(weights.all().begin() + plan_.trainable_elements, weights.all().end(),
              average_.data() + plan_.trainable_elements);
    return average_;
}

template <class T>
std::vector<typename Optimization<T>::Memory> Optimization<T>::memory() const {
    const auto trainable = static_cast<std::size_t>(plan_.trainable_elements);
    std::vector<Memory> result;
    for (std::size_t slot = 0; slot < names_.size(); ++slot)
        result.push_back({names_[slot], variables_[slot].all().first(trainable)});
    if (optimizer_->gradient_accumulation_steps > 1)
        result.push_back({gradient_sum_name, sum_.all().first(trainable)});
    if (optimizer_->use_ema) result.push_back({average_name, average_.all().first(trainable)});
    return result;
}

template class Optimization<float>;
template class Optimization<double>;

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/feed.h"

#include "data/augmentation/mixing.h"

#include <algorithm>

namespace glassnet {

Feed::Feed(const ReadyTask& ready, ThreadPool& pool)
    : ready_(ready),
      pool_(pool),
      buffers_(static_cast<std::size_t>(pool.threads()),
               ready.pipeline.buffers_for(ready.data().summary.sample_shape)) {}

void Feed::set_targets(Executor<float>& executor) const {
    for (std::size_t i = 0; i < ready_.targets.size(); ++i) {
        const TargetSummary& target = ready_.targets[i];
        executor.set_targets(target.classes() > 0 ? TargetKind::class_number : TargetKind::values,
                             target.elements(), i);
    }
    if (ready_.pipeline.mixes()) executor.set_mixing();
}

void Feed::fill(Executor<float>& executor, const Wanted& wanted) const {
    const auto count = static_cast<std::size_t>(wanted.count);
    const auto numbers = wanted.order.subspan(wanted.first, count);
    const Dataset& data = ready_.data();
    const Shape& raw_shape = data.summary.sample_shape;
    const std::int64_t elements = ready_.input_shape.elements();
    float* const input = executor.input();
    std::span<const ReadAhead::Sample> read;
    if (!data.training.inputs.are_in_memory()) {
        if (!ahead_) ahead_ = std::make_unique<ReadAhead>(data.training.inputs, executor.plan().batch);
        read = ahead_->read(numbers, wanted.order.subspan(wanted.first + count));
        leave_out(numbers, read);
    }
    pool_.run_to_error(static_cast<int>(numbers.size()), [&](int sample, int thread) {
        const auto s = static_cast<std::size_t>(sample);
        const std::uint32_t number = numbers[s];
        executor.sample_numbers()[s] = number;
        executor.sample_weights()[s] = static_cast<float>(ready_.weight_of(number));
        const std::span<float> to(input + sample * elements, static_cast<std::size_t>(elements));
        const Pipeline::Draw draw{.seed = ready_.task.settings.seed,
                                  .epoch = wanted.epoch,
                                  .sample = number,
                                  .class_name = class_name_of(data, data.training, number)};
        Pipeline::Buffers& buffers = buffers_[static_cast<std::size_t>(thread)];
        if (read.empty()) {
            ready_.pipeline.read_training(data, draw, to, buffers);
        } else if (!read[s].fault) {
            ready_.pipeline.apply_training(read[s].values, raw_shape, to, draw, buffers);
        } else {
            std::ranges::fill(to, 0.0F);
            executor.sample_weights()[s] = 0;
        }
        fill_targets(executor, data.training, number, sample);
    });
    if (ready_.pipeline.mixes()) mix(executor, wanted);
}

/// Mixes each sample of the batch with the next of its epoch, the last one with the first. Values that are
/// targets are mixed likewise; of classes the executor gets both.
void Feed::mix(Executor<float>& executor, const Wanted& wanted) const {
    const Dataset& data = ready_.data();
    const std::span<const std::uint32_t> order = wanted.order;
    if (order.size() < 2) return;
    const auto number_at = [&](int sample) {
        return order[(wanted.first + static_cast<std::size_t>(sample)) % order.size()];
    };
    const auto draw_of = [&](std::uint32_t number) {
        return Pipeline::Draw{.seed = ready_.task.settings.seed,
                              .epoch = wanted.epoch,
                              .sample = number,
                              .class_name = class_name_of(data, data.training, number)};
    };
    std::vector<Mixture> mixtures(static_cast<std::size_t>(wanted.count));
    for (int i = 0; i < wanted.count; ++i)
        mixtures[static_cast<std::size_t>(i)] =
            ready_.pipeline.mixture(draw_of(number_at(i)), data.summary.sample_shape, ready_.input_shape);
    const std::uint32_t behind = number_at(wanted.count);
    const std::int64_t elements = ready_.input_shape.elements();
    // The executor has no room for the one behind the last.
    pairs_.resize(static_cast<std::size_t>((executor.plan().batch + 1) * elements));
    std::copy_n(executor.input(), wanted.count * elements, pairs_.begin());
    const std::span<float> last(pairs_.data() + wanted.count * elements, static_cast<std::size_t>(elements));
    try {
        ready_.pipeline.read_training(data, draw_of(behind), last, buffers_.front());
    } catch (const Error&) {  // it counts for nothing, and is named when its turn comes
        mixtures.back() = {};
    }
    mix_neighbours(pairs_, ready_.input_shape, mixtures, pool_);
    std::copy_n(pairs_.begin(), wanted.count * elements, executor.input());
    for (int i = 0; i < wanted.count; ++i)
        mix_targets(executor, {i, number_at(i + 1), mixtures[static_cast<std::size_t>(i)]});
}

/// Mixes the targets of one sample with those of another.
void Feed::mix_targets(Executor<float>& executor, const MixedSample& mixed) const {
    const DataPart& part = ready_.data().training;
    const auto share = static_cast<float>(mixed.mixture.share);
    executor.target_shares()[static_cast<std::size_t>(mixed.sample)] = share;
    if (share >= 1) return;
    for (std::size_t i = 0; i < ready_.targets.size(); ++i) {
        const TargetSummary& target = ready_.targets[i];
        const std::int64_t elements = target.elements();
        const std::optional<int> source = ready_.outputs.all[i].target;
        float* const to = executor.targets(i) + mixed.sample * elements;
        if (!source) {  // the input itself, which is mixed already
            std::copy_n(executor.input() + mixed.sample * elements, elements, to);
            continue;
        }
        const std::vector<float>& all = part.targets_of(*source);
        if (target.classes() > 0) {
            executor.other_targets(i)[static_cast<std::size_t>(mixed.sample)] = all[mixed.other];
            continue;
        }
        std::vector<float> other(static_cast<std::size_t>(elements));
        if (target.facts.is_one_hot)
            write_class_target(static_cast<std::int64_t>(all[mixed.other]), elements, other.data());
        else
            std::copy_n(all.begin() + std::int64_t{mixed.other} * elements, elements, other.begin());
        for (std::int64_t k = 0; k < elements; ++k)
            to[k] = share * to[k] + (1 - share) * other[static_cast<std::size_t>(k)];
    }
}

/// Remembers the samples that could not be read.
void Feed::leave_out(std::span<const std::uint32_t> numbers, std::span<const ReadAhead::Sample> read) const {
    std::size_t lost = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!read[i].fault) continue;
        ++lost;
        lost_.samples.insert(numbers[i]);
        if (!lost_.fault) lost_.fault = read[i].fault;
    }
    if (lost == numbers.size()) throw *read.front().fault;
}

void Feed::fill(Executor<float>& executor, const DataPart& part, std::int64_t first, int samples) const {
    const std::int64_t elements = ready_.input_shape.elements();
    pool_.run_to_error(samples, [&](int sample, int thread) {
        ready_.pipeline.read(ready_.data(), part, first + sample,
                             {executor.input() + sample * elements, static_cast<std::size_t>(elements)},
                             buffers_[static_cast<std::size_t>(thread)]);
        fill_targets(executor, part, first + sample, sample);
    });
}

/// Fills in the targets of every output for one sample. The input is in the executor already.
void Feed::fill_targets(Executor<float>& executor, const DataPart& part, std::int64_t number,
                        int sample) const {
    for (std::size_t i = 0; i < ready_.targets.size(); ++i) {
        const TargetSummary& target = ready_.targets[i];
        const std::int64_t elements = target.elements();
        const std::optional<int> source = ready_.outputs.all[i].target;
        float* const to = executor.targets(i) + sample * elements;
        if (!source) {
            std::copy_n(executor.input() + sample * elements, elements, to);
        } else if (target.facts.is_one_hot && target.classes() == 0) {
            write_class_target(
                static_cast<std::int64_t>(part.targets_of(*source)[static_cast<std::size_t>(number)]),
                elements, to);
        } else {
            std::copy_n(part.targets_of(*source).data() + number * elements, elements, to);
        }
    }
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/feed.h"

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
}

void Feed::fill(Executor<float>& executor, std::span<const std::uint32_t> numbers,
                std::span<const std::uint32_t> next, std::uint32_t epoch) const {
    const Dataset& data = ready_.data();
    const Shape& raw_shape = data.summary.sample_shape;
    const std::int64_t elements = ready_.input_shape.elements();
    float* const input = executor.input();
    std::span<const ReadAhead::Sample> read;
    if (!data.training.inputs.are_in_memory()) {
        if (!ahead_) ahead_ = std::make_unique<ReadAhead>(data.training.inputs, executor.plan().batch);
        read = ahead_->read(numbers, next);
        leave_out(numbers, read);
    }
    pool_.run_to_error(static_cast<int>(numbers.size()), [&](int sample, int thread) {
        const auto s = static_cast<std::size_t>(sample);
        const std::uint32_t number = numbers[s];
        executor.sample_numbers()[s] = number;
        executor.sample_weights()[s] = static_cast<float>(ready_.weight_of(number));
        const std::span<float> to(input + sample * elements, static_cast<std::size_t>(elements));
        const Pipeline::Draw draw{.seed = ready_.task.settings.seed,
                                  .epoch = epoch,
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/feed.h"

#include <algorithm>

namespace glassnet {

void Feed::set_targets(Executor<float>& executor) const {
    for (std::size_t i = 0; i < ready_.targets.size(); ++i) {
        const TargetSummary& target = ready_.targets[i];
        executor.set_targets(target.classes() > 0 ? TargetKind::class_number : TargetKind::values,
                             target.elements(), i);
    }
}

void Feed::fill(Executor<float>& executor, std::span<const std::uint32_t> numbers,
                std::uint32_t epoch) const {
    const Dataset& data = ready_.data();
    const Shape& shape = data.summary.sample_shape;
    const std::int64_t elements = shape.elements();
    float* const input = executor.input();
    pool_.run(static_cast<int>(numbers.size()), [&](int sample, int) {
        const auto s = static_cast<std::size_t>(sample);
        const std::uint32_t number = numbers[s];
        executor.sample_numbers()[s] = number;
        executor.sample_weights()[s] = static_cast<float>(ready_.weight_of(number));
        float* const values = input + sample * elements;
        data.read_input(data.training, number, values);
        ready_.pipeline.apply_training({values, static_cast<std::size_t>(elements)}, shape,
                                       ready_.task.settings.seed, epoch, number);
        fill_targets(executor, data.training, number, sample);
    });
}

void Feed::fill(Executor<float>& executor, const DataPart& part, std::int64_t first, int samples) const {
    const Shape& shape = ready_.data().summary.sample_shape;
    const std::int64_t elements = shape.elements();
    pool_.run(samples, [&](int sample, int) {
        float* const values = executor.input() + sample * elements;
        ready_.data().read_input(part, first + sample, values);
        ready_.pipeline.apply({values, static_cast<std::size_t>(elements)}, shape);
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

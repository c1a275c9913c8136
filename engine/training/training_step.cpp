// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_step.h"

#include "math/elementwise/finite.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

TrainingStep::TrainingStep(Executor<float>& executor, Optimization<float>& optimization,
                           Weights<float>& weights)
    : executor_(executor),
      optimization_(optimization),
      weights_(weights),
      untrained_before_(untrained().size()) {}

TrainingStep::Outcome TrainingStep::run(int samples, std::uint32_t epoch, std::int64_t number,
                                        const ScheduleState& state) {
    const TimedPart whole(times_, &StepTimes::whole);
    const auto untrained_now = untrained();
    std::ranges::copy(untrained_now, untrained_before_.begin());
    executor_.prepare();
    executor_.forward(samples, epoch);
    const BatchResult batch = executor_.compute_loss(Executor<float>::Compare::with_targets);
    executor_.backward();
    const bool finite = std::isfinite(batch.loss_sum) && executor_.gradients_finite() &&
                        all_finite(untrained_now.data(), static_cast<std::int64_t>(untrained_now.size()));
    if (!finite) return {End::not_finite, batch};
    const TimedPart timed(times_, &StepTimes::optimizer);
    const bool moved =
        optimization_.step(number, state, executor_.gradients(), weights_, &executor_.deferred_gradients());
    return {moved ? End::done : End::update_not_finite, batch};
}

void TrainingStep::measure(StepTimes* times) {
    times_ = times;
    executor_.measure(times);
}

void TrainingStep::undo() { std::ranges::copy(untrained_before_, untrained().begin()); }

std::span<float> TrainingStep::untrained() const {
    return weights_.all().subspan(static_cast<std::size_t>(executor_.plan().trainable_elements));
}

}  // namespace glassnet

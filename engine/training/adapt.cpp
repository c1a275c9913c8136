// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/adapt.h"

#include "data/channel_statistics.h"

#include <algorithm>

namespace glassnet {

void adapt_to_data(const Plan& plan, const Dataset& data, const Pipeline& pipeline, ThreadPool& pool,
                   Arena<float>& weights) {
    ChannelStatistics statistics;
    for (const PlanStep& step : plan.steps) {
        if (!step.layer->traits().adapts_to_data) continue;
        if (statistics.mean.empty()) statistics = statistics_of(data, pipeline, pool);
        const auto give = [&](std::size_t position, const std::vector<double>& values) {
            float* const to = weights.data() + plan.weight(step.weights[position]).offset;
            std::ranges::transform(values, to, [](double value) { return static_cast<float>(value); });
        };
        give(0, statistics.mean);
        give(1, statistics.variance);
    }
}

}  // namespace glassnet

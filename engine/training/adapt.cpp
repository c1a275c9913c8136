// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/adapt.h"

#include <algorithm>
#include <vector>

namespace glassnet {

namespace {

constexpr std::int64_t samples_of_block = 64;

struct Statistics {
    std::vector<double> mean, variance;  // of each channel
};

/// Computes the statistics from distances to the first row, so that squares of large numbers do not swallow a
/// small variance.
Statistics statistics_of(const Dataset& data, const Pipeline& pipeline, ThreadPool& pool) {
    const Shape& shape = data.summary.sample_shape;
    const auto elements = static_cast<std::size_t>(shape.elements());
    const auto channels = static_cast<std::size_t>(shape[shape.rank() - 1]);
    const auto read = [&](std::int64_t sample, std::vector<float>& values) {
        values.resize(elements);
        data.read_input(data.training, sample, values.data());
        pipeline.apply(values, shape);
    };
    std::vector<float> origin;
    read(0, origin);
    const std::int64_t blocks = (data.training.count + samples_of_block - 1) / samples_of_block;
    std::vector<double> sums(static_cast<std::size_t>(blocks) * 2 * channels);
    pool.run(static_cast<int>(blocks), [&](int block, int) {
        double* const first = sums.data() + static_cast<std::size_t>(block) * 2 * channels;
        std::vector<float> values;
        const std::int64_t end = std::min(data.training.count, (block + 1) * samples_of_block);
        for (std::int64_t sample = block * samples_of_block; sample < end; ++sample) {
            read(sample, values);
            for (std::size_t i = 0; i < elements; ++i) {
                const std::size_t c = i % channels;
                const double distance = static_cast<double>(values[i]) - static_cast<double>(origin[c]);
                first[c] += distance;
                first[channels + c] += distance * distance;
            }
        }
    });
    Statistics result;
    const std::size_t positions = elements / channels;
    const double count = static_cast<double>(data.training.count) * static_cast<double>(positions);
    for (std::size_t c = 0; c < channels; ++c) {
        double sum = 0, squares = 0;
        for (std::size_t block = 0; block < static_cast<std::size_t>(blocks); ++block) {
            sum += sums[block * 2 * channels + c];
            squares += sums[(block * 2 + 1) * channels + c];
        }
        const double distance = sum / count;
        result.mean.push_back(static_cast<double>(origin[c]) + distance);
        result.variance.push_back(std::max(0.0, squares / count - distance * distance));
    }
    return result;
}

}  // namespace

void adapt_to_data(const Plan& plan, const Dataset& data, const Pipeline& pipeline, ThreadPool& pool,
                   Arena<float>& weights) {
    Statistics statistics;
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

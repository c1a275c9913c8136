// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/channel_statistics.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <span>

namespace glassnet {

namespace {

constexpr std::int64_t samples_of_block = 64;

/// What is known of one channel in one block of samples. Sums are of distances to the first sample's first
/// value, so that squares of large numbers do not swallow a small variance.
struct ChannelSums {
    double distances = 0, squares = 0;
    float lowest = std::numeric_limits<float>::infinity(), highest = -lowest;

    void add(float value, float origin) {
        const double distance = static_cast<double>(value) - static_cast<double>(origin);
        distances += distance;
        squares += distance * distance;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    void add(const ChannelSums& other) {
        distances += other.distances;
        squares += other.squares;
        lowest = std::min(lowest, other.lowest);
        highest = std::max(highest, other.highest);
    }
};

}  // namespace

ChannelStatistics statistics_of(const Dataset& data, const Pipeline& pipeline, ThreadPool& pool) {
    const Shape shape = pipeline.output_shape(data.summary.sample_shape);
    const auto elements = static_cast<std::size_t>(shape.elements());
    const auto channels = static_cast<std::size_t>(shape[shape.rank() - 1]);
    const auto read = [&](std::int64_t sample, std::vector<float>& values, Pipeline::Buffers& buffers) {
        values.resize(elements);
        pipeline.read(data, data.training, sample, values, buffers);
    };
    std::vector<float> origin;
    Pipeline::Buffers buffers_of_first;
    read(0, origin, buffers_of_first);
    const std::int64_t blocks = (data.training.count + samples_of_block - 1) / samples_of_block;
    std::vector<ChannelSums> sums(static_cast<std::size_t>(blocks) * channels);
    pool.run_to_error(static_cast<int>(blocks), [&](int block, int) {
        const auto of_block = std::span(sums).subspan(static_cast<std::size_t>(block) * channels, channels);
        std::vector<float> values;
        Pipeline::Buffers buffers;
        const std::int64_t end = std::min(data.training.count, (block + 1) * samples_of_block);
        for (std::int64_t sample = block * samples_of_block; sample < end; ++sample) {
            read(sample, values, buffers);
            for (std::size_t i = 0; i < elements; ++i)
                of_block[i % channels].add(values[i], origin[i % channels]);
        }
    });
    ChannelStatistics result;
    const std::size_t of_each = elements / channels;  // values of a sample
    const double count = static_cast<double>(data.training.count) * static_cast<double>(of_each);
    for (std::size_t c = 0; c < channels; ++c) {
        ChannelSums sum;
        for (std::size_t block = 0; block < static_cast<std::size_t>(blocks); ++block)
            sum.add(sums[block * channels + c]);
        const double distance = sum.distances / count;
        result.mean.push_back(static_cast<double>(origin[c]) + distance);
        result.variance.push_back(std::max(0.0, sum.squares / count - distance * distance));
        result.lowest.push_back(static_cast<double>(sum.lowest));
        result.highest.push_back(static_cast<double>(sum.highest));
    }
    return result;
}

std::vector<KindSettings> fitted_steps(const std::vector<KindSettings>& preprocessing, const Dataset& data,
                                       int threads) {
    std::vector<KindSettings> fitted;
    std::vector<Problem> told_by_the_check;
    std::unique_ptr<ThreadPool> pool;
    for (const KindSettings& wanted : preprocessing) {
        const auto step = preprocessing_catalogue().make_if_known(wanted);
        fitted.push_back(wanted);
        if (!step || !step->needs_fit() || data.training.count == 0) continue;
        if (!pool) pool = std::make_unique<ThreadPool>(threads);
        const Pipeline before({}, {fitted.begin(), fitted.end() - 1}, told_by_the_check);
        step->fit(statistics_of(data, before, *pool));
        fitted.back().settings = written_settings(*step, wanted.settings);
    }
    return fitted;
}

}  // namespace glassnet

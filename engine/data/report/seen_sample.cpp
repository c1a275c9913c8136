// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/seen_sample.h"

#include "data/augmentation/mixing.h"
#include "data/batches.h"

#include <algorithm>
#include <vector>

namespace glassnet {

namespace {

/// Returns the training sample that comes next in an epoch, after the last one the first.
std::uint32_t next_in_epoch(const Dataset& data, std::uint32_t sample, const SeenBy& by) {
    const auto order = epoch_order(data.training.count, by.seed, static_cast<int>(by.epoch), Shuffle::yes);
    const auto place = static_cast<std::size_t>(std::ranges::find(order, sample) - order.begin());
    return order[(place + 1) % order.size()];
}

}  // namespace

void read_as_trained(const Dataset& data, const Pipeline& pipeline, SampleRef sample,
                     std::span<const float> raw, const SeenBy& by, std::span<float> to,
                     Pipeline::Buffers& buffers) {
    const Shape& shape = data.summary.sample_shape;
    const auto draw_of = [&](const DataPart& part, std::int64_t number) {
        return Pipeline::Draw{.seed = by.seed,
                              .epoch = by.epoch,
                              .sample = static_cast<std::uint32_t>(number),
                              .class_name = class_name_of(data, part, number)};
    };
    const Pipeline::Draw draw = draw_of(data.part(sample.part), sample.index);
    pipeline.apply_training(raw, shape, to, draw, buffers);
    if (!pipeline.mixes() || sample.part != Part::training || data.training.count < 2) return;
    const Shape seen = pipeline.output_shape(shape);
    const Mixture mixture = pipeline.mixture(draw, shape, seen);
    if (mixture.share >= 1) return;
    std::vector<float> other(to.size());
    const std::uint32_t next = next_in_epoch(data, draw.sample, by);
    pipeline.read_training(data, draw_of(data.training, next), other, buffers);
    mix_into(to, other, seen, mixture);
}

}  // namespace glassnet

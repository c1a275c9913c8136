// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/pipeline.h"
#include "data/sample_ref.h"

#include <cstdint>
#include <span>

namespace glassnet {

/// Which epoch of which run sees a sample. A value.
struct SeenBy {
    std::uint64_t seed = 0;
    std::uint32_t epoch = 0;
};

/// Reads a sample as the batches of an epoch hold it, for people: augmented, preprocessed, and mixed with the
/// next of the epoch where the augmentation does that and the order is shuffled. Only training samples are
/// mixed. `raw` are its values, `to` has room for Pipeline::output_shape() of them. Throws Error where the
/// other sample cannot be read.
void read_as_trained(const Dataset& data, const Pipeline& pipeline, SampleRef sample,
                     std::span<const float> raw, const SeenBy& by, std::span<float> to,
                     Pipeline::Buffers& buffers);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"

#include <cstdint>
#include <memory>

namespace glassnet {

/// A layer that goes by value, and the stream of its random numbers.
struct ChainLink {
    std::shared_ptr<const Layer> layer;
    std::uint32_t stream = 0;
};

/// Two layers that go by value, the second one behind the first, as one layer that does too, for samples of
/// so many values: what lies between never leaves the cache. Bit for bit what the two would do apart. The
/// first may be such a chain, whose links keep their streams.
[[nodiscard]] std::shared_ptr<const Layer> chained(const ChainLink& first, const ChainLink& second,
                                                   std::int64_t values);

}  // namespace glassnet

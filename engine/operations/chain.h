// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/operation.h"

#include <cstdint>
#include <memory>

namespace glassnet {

/// An elementwise operation, and the stream of its random numbers.
struct ChainLink {
    std::shared_ptr<const Operation> operation;
    std::uint32_t stream = 0;
};

/// Returns two elementwise operations, the second one behind the first, as one that is elementwise too: what
/// lies between never leaves the cache. Bit for bit what the two would do apart. The first may be such a
/// chain, whose links keep their streams.
[[nodiscard]] std::shared_ptr<const Operation> chained(const ChainLink& first, const ChainLink& second);

}  // namespace glassnet

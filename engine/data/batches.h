// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace glassnet {

enum class Shuffle { no, yes };
/// Returns the order in which an epoch (counted from 0) visits the samples: 0 … count − 1, shuffled by seed
/// and epoch alone (Fisher and Yates) or as they lie.
[[nodiscard]] std::vector<std::uint32_t> epoch_order(std::int64_t count, std::uint64_t seed, int epoch,
                                                     Shuffle shuffle);

}  // namespace glassnet

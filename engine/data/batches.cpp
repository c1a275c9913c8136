// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include "base/random.h"

#include <numeric>
#include <utility>

namespace glassnet {

std::vector<std::uint32_t> epoch_order(std::int64_t count, std::uint64_t seed, int epoch, Shuffle shuffle) {
    std::vector<std::uint32_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0U);
    if (shuffle == Shuffle::no) return order;
    Random random(seed, Random::Purpose::shuffle, static_cast<std::uint32_t>(epoch));
    for (auto left = static_cast<std::uint32_t>(order.size()); left > 1; --left)
        std::swap(order[left - 1], order[random.below(left)]);
    return order;
}

}  // namespace glassnet

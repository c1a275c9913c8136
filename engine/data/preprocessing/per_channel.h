// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/shape.h"

#include <algorithm>
#include <vector>

namespace glassnet {

/// Tells whether these are numbers for each channel (the last side), one for all, or none yet.
[[nodiscard]] inline bool are_per_channel(const std::vector<double>& numbers, const Shape& shape) {
    return shape.rank() > 0 &&
           (numbers.size() <= 1 || static_cast<std::int64_t>(numbers.size()) == shape[shape.rank() - 1]);
}

/// Returns a channel's number. Not for an empty list; the last one where the list is too short.
[[nodiscard]] inline double of_channel(const std::vector<double>& numbers, std::size_t channel) {
    return numbers[std::min(channel, numbers.size() - 1)];
}

}  // namespace glassnet

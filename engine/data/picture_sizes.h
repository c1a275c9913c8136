// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace glassnet {

/// Tells sizes (height, width) with their counts, the most frequent first: "64 × 48 (12), 32 × 32 (3)".
[[nodiscard]] std::string sizes_in_words(const std::map<std::pair<int, int>, std::int64_t>& sizes);
/// Returns the most frequent size, of several the largest.
[[nodiscard]] std::pair<int, int> most_frequent_size(
    const std::map<std::pair<int, int>, std::int64_t>& sizes);

}  // namespace glassnet

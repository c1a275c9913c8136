// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_sizes.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace glassnet {

std::string sizes_in_words(const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    std::vector<std::pair<std::int64_t, std::pair<int, int>>> by_count;
    by_count.reserve(sizes.size());
    for (const auto& [size, count] : sizes) by_count.emplace_back(count, size);
    std::ranges::sort(by_count, std::ranges::greater());
    constexpr std::size_t most = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, by_count.size()); ++i) {
        const auto& [count, size] = by_count[i];
        text += (i > 0 ? ", " : "") + std::to_string(size.first) + " × " + std::to_string(size.second) +
                " (" + std::to_string(count) + ")";
    }
    if (by_count.size() > most) text += " and " + std::to_string(by_count.size() - most) + " more";
    return text;
}

std::pair<int, int> most_frequent_size(const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    return std::ranges::max_element(sizes, {},
                                    [](const auto& entry) { return std::pair(entry.second, entry.first); })
        ->first;
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// Positions of samples, each once, in ascending order.
struct Split {
    std::vector<std::int64_t> kept;
    std::vector<std::int64_t> taken;
};

/// Takes `share` of each class at random, so that both parts have the classes' proportions. At least one
/// sample of each class is kept; at least one is taken wherever there are two. The same seed gives the same
/// split. Needs class numbers 0 … classes − 1.
[[nodiscard]] Split stratified_split(std::span<const float> class_numbers, int classes, double share,
                                     std::uint64_t seed);

/// Returns the samples at these positions as a part of their own.
[[nodiscard]] DataPart select(const DataPart& part, std::span<const std::int64_t> samples);

/// Moves `share` of the training part into the empty validation part; stratified where there are classes.
void carve_validation(Dataset& dataset, double share, std::uint64_t seed);

}  // namespace glassnet

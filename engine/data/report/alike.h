// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/sample_ref.h"

#include <utility>
#include <vector>

namespace glassnet {

// The watch hears of the samples that are looked at, and may end it (data.cancelled).

/// Returns the samples whose inputs are equal to the last bit, in groups of two or more, by their first.
[[nodiscard]] std::vector<std::vector<SampleRef>> same_samples(const Dataset& dataset,
                                                               const LoadWatch& watch = {});

/// Returns pairs of pictures that are not equal but look alike: their differences of brightness between
/// neighbours on a grid of 17 × 16 (dHash) agree up to `most_bits` of 256, and their values on that grid up
/// to 2 % of the range, as do the means of their channels. Pictures that are nearly flat are left out. Finds
/// pairs that agree in at least one sixteenth of the grid that is not flat, which alike pictures do as a
/// rule; none for other samples.
[[nodiscard]] std::vector<std::pair<SampleRef, SampleRef>> alike_pictures(const Dataset& dataset,
                                                                          const LoadWatch& watch = {},
                                                                          int most_bits = 12);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/sample_ref.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace glassnet {

/// Finds samples whose inputs are equal to the last bit, while all of them are looked at once.
class SameSamples {
public:
    /// Room for `samples` of all parts.
    explicit SameSamples(std::int64_t samples) { found_.reserve(static_cast<std::size_t>(samples)); }

    /// Adds samples of a part from `first` on, whose values lie one after the other.
    template <class T>
    void add(Part part, std::int64_t first, std::span<const T> values, std::int64_t elements);
    /// Returns those that are equal, in groups of two or more, by their first. Reads them again to compare.
    [[nodiscard]] std::vector<std::vector<SampleRef>> groups(const Dataset& dataset);

private:
    struct Found {
        std::uint64_t number = 0;  // made of all values
        SampleRef sample{};
    };
    std::vector<Found> found_;
};

/// Returns pairs of pictures that are not equal but look alike: their differences of brightness between
/// neighbours on a grid of 17 × 16 (dHash) agree up to `most_bits` of 256, and their values on that grid up
/// to 2 % of the range, as do the means of their channels. Pictures that are nearly flat are left out. Finds
/// pairs that agree in at least one sixteenth of the grid that is not flat, which alike pictures do as a
/// rule; none for other samples. The watch hears of the samples that are looked at, and may end it
/// (data.cancelled).
[[nodiscard]] std::vector<std::pair<SampleRef, SampleRef>> alike_pictures(const Dataset& dataset,
                                                                          const LoadWatch& watch = {},
                                                                          int most_bits = 12);

}  // namespace glassnet

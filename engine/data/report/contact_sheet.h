// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/pipeline.h"
#include "data/sample_ref.h"

#include <cstdint>
#include <vector>

namespace glassnet {

/// A picture of height × width pixels of red, green and blue.
struct ContactSheet {
    int height = 0;
    int width = 0;
    std::vector<std::uint8_t> values{};
};

/// What a sheet shows.
struct SheetPlan {
    std::vector<SampleRef> samples{};  // a row for each
    int variants = 7;                  // of each: what the network sees in the first epochs of a run
    int side = 96;                     // of a cell, in pixels
    std::uint64_t seed = 0;            // of the run
};

/// Returns training samples for a sheet: the first of each class in turn, then the second of each.
[[nodiscard]] std::vector<SampleRef> samples_for_sheet(const Dataset& dataset, std::int64_t count);

/// Draws samples as they are, each with its variants beside it, the values of a picture over their range.
/// Throws Error (sheet.no_pictures).
[[nodiscard]] ContactSheet contact_sheet(const Dataset& dataset, const Pipeline& pipeline,
                                         const SheetPlan& plan);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/alike.h"

namespace glassnet {

/// What a person should know of a data set before training on it. A value.
struct DataReport {
    // Samples of each class in each part, [part][class]; empty where targets are values.
    std::vector<std::vector<std::int64_t>> class_counts;
    std::vector<std::vector<SampleRef>> same;                 // equal inputs, in groups
    std::vector<std::pair<SampleRef, SampleRef>> alike;       // pictures that nearly are
    std::vector<std::pair<SampleRef, SampleRef>> suspicious;  // equal or alike, of different classes
    std::vector<double> class_weights;  // that make the classes count alike; empty where they are balanced
    std::vector<Problem> problems;      // all remarks: layout, files, duplicates, balance
};

/// Looks through a data set. Takes longer than loading it: not for the UI thread. The watch may end it
/// (throws Error, data.cancelled).
[[nodiscard]] DataReport report_of(const Dataset& dataset, const LoadWatch& watch = {});

/// Adds a warning to the notes, in place of an earlier one, where Dataset::same tells that pictures of the
/// training part are in another part too: what is measured there is too good.
void note_same_in_parts(Dataset& dataset);

}  // namespace glassnet

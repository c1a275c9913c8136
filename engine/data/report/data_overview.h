// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <array>
#include <cstdint>
#include <vector>

namespace glassnet {

/// A network gains by forgetting a class from here on: where the largest has so many times its samples.
constexpr double balanced_ratio = 3;

/// What a data set looks like at a glance. A value.
struct DataOverview {
    // Samples of each class in each part, [part][class]; empty where targets are values.
    std::vector<std::vector<std::int64_t>> class_counts;
    // Of each class the mean of its training pictures, sample_shape each; one without training pictures has
    // none. Empty: no pictures or no classes, or too many of both to be kept.
    std::vector<std::vector<float>> mean_pictures;
    // The mean of all values of a sample, [part][sample].
    std::array<std::vector<float>, 3> brightness;
    // The place of a sample's file among all, sorted by name as people count, [part][sample]; or none.
    std::array<std::vector<std::int32_t>, 3> name_ranks;
};

/// Looks once at every value and sorts the names: not for the UI thread.
[[nodiscard]] DataOverview overview_of(const Dataset& dataset);

/// Counts the samples of each class in each part, [part][class]; empty where targets are values.
[[nodiscard]] std::vector<std::vector<std::int64_t>> class_counts_of(const Dataset& dataset);

/// Tells, from the counts of the training part, which classes are so rare that a network gains by forgetting
/// them.
[[nodiscard]] std::vector<bool> rare_classes(const std::vector<std::int64_t>& counts);

/// Tells whether samples are of at least two classes.
[[nodiscard]] bool is_of_classes(const Dataset& dataset);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/sample_ref.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Returns the name of a sample, as SampleChange::sample has it and messages tell it: its file, or its part
/// and number in the source, “training[12]”.
[[nodiscard]] std::string key_of(const Dataset& dataset, SampleRef sample);

/// Carries changes out: gives samples another class and removes those that are excluded, from the account of
/// files too. Names that fit no sample are noted. Throws Error (data.change_class) for a class that the data
/// do not have.
void apply_changes(Dataset& dataset, const std::vector<SampleChange>& changes);

/// Removes the changes that name samples by their number, which mean nothing in other data; returns a warning
/// if there were any.
[[nodiscard]] std::vector<Problem> drop_numbered_changes(DataSettings& settings);

/// Returns the changes with these samples excluded, or included again.
[[nodiscard]] std::vector<SampleChange> with_excluded(std::vector<SampleChange> changes, const Dataset& whole,
                                                      std::span<const SampleRef> samples, bool excluded);

/// Returns the changes with these samples in another class; where that is their own in the data, without a
/// change of it.
[[nodiscard]] std::vector<SampleChange> with_class(std::vector<SampleChange> changes, const Dataset& whole,
                                                   std::span<const SampleRef> samples, int class_number);

/// Returns the changes by the samples that they change.
[[nodiscard]] std::map<SampleRef, SampleChange> changes_by_sample(const Dataset& whole,
                                                                  const std::vector<SampleChange>& changes);

/// Returns where the samples that are left by the changes stand in the whole data, [part][sample].
[[nodiscard]] std::array<std::vector<std::int64_t>, 3> kept_samples(const Dataset& whole,
                                                                    const std::vector<SampleChange>& changes);

/// Where the samples stand that changes name, as parallel lists: nothing for a name that fits none.
[[nodiscard]] std::vector<std::optional<SampleRef>> samples_of(const Dataset& whole,
                                                               const std::vector<SampleChange>& changes);

}  // namespace glassnet

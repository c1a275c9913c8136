// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/data_overview.h"
#include "data/report/data_report.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Which samples are looked at: all, those that equal or resemble another, those of them whose class is
/// another too, those with a remark about their file, or those that a person has corrected.
enum class SampleChoice { all, alike, suspicious, remarked, corrected };
/// by_size: the number of pixels in the files.
enum class SampleSorting { stored, by_class, by_name, by_size, by_brightness };

/// What a person wants to see of a data set. A value.
struct SampleQuery {
    SampleChoice choice = SampleChoice::all;
    std::optional<int> class_number{};
    std::optional<Part> part{};
    std::string name{};  // a part of the file's name, in capitals or not
    SampleSorting sorting = SampleSorting::stored;
    friend bool operator==(const SampleQuery&, const SampleQuery&) = default;
};

/// What a query is answered from. What is not known yet is nullptr: it then chooses none and sorts nothing.
struct SampleFacts {
    const Dataset& dataset;
    const DataOverview* overview = nullptr;
    const DataReport* report = nullptr;
    std::span<const SampleRef> corrected{};                // in ascending order
    const std::map<SampleRef, int>* relabelled = nullptr;  // classes that are not those of the data set
};

/// The samples that a query chooses, in its order. A value.
struct SampleOrder {
    std::vector<SampleRef> samples;
    // Of alike and suspicious samples the group of each, ascending from 0: a group stands together. Empty
    // otherwise.
    std::vector<std::int32_t> groups;
};

/// Answers the query. A group is shown whole where one of its samples has the wanted class, part and name.
[[nodiscard]] SampleOrder sample_order(const SampleFacts& facts, const SampleQuery& query);

}  // namespace glassnet

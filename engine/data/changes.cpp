// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/changes.h"

#include "data/folders/folder_names.h"
#include "data/report/data_overview.h"
#include "data/split.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace glassnet {

namespace {

constexpr ProblemKind change_lost{"data.change_lost", Severity::warning,
                                  "{count} changed samples are not there, such as {sample}",
                                  "Remove their changes, or bring the files back."};
constexpr ProblemKind change_class{"data.change_class", Severity::error,
                                   "{sample} shall be of class “{class}”, which the data do not have",
                                   "Choose one of their classes."};
constexpr ProblemKind change_emptied{"data.class_emptied", Severity::warning,
                                     "class “{class}” has no training sample left",
                                     "Include some of its samples again, or exclude those of all parts."};
constexpr ProblemKind changes_of_other{
    "data.changes_of_other", Severity::warning,
    "{count} changes of samples named by number are left out: these are other data than the project's",
    "Name the data in the project to keep them."};
constexpr ProblemKind change_excluded{"data.excluded", Severity::hint, "excluded by the project",
                                      "Include it again on the Data page."};

/// Takes anew which classes have training samples, and which only others.
void renew_class_facts(Dataset& dataset) {
    DatasetSummary& summary = dataset.summary;
    TargetFacts& facts = summary.target_facts;
    const auto counts = class_counts_of(dataset);
    if (counts.empty()) return;
    const auto& training = counts[0];
    const auto known = [&](std::size_t number) { return static_cast<int>(number) < facts.training_classes; };
    for (std::size_t i = 0; i < training.size(); ++i)
        if (training[i] > 0 && !known(i)) facts.training_classes = static_cast<int>(i) + 1;
    bool has_beyond = false;
    for (std::size_t i = 0; i < training.size(); ++i)
        has_beyond |= counts[1][i] + counts[2][i] > 0 && !known(i);
    if (!has_beyond) facts.beyond_training.reset();
    facts.empty_classes = 0;
    facts.first_empty_class.clear();
    const auto names_class = [](const Problem& note, const std::string& name) {
        const Value* const of_note = find(note.arguments, "class");
        return of_note && *of_note == Value(name);
    };
    for (std::size_t i = 0; i < training.size(); ++i) {
        const std::string& name = summary.class_names[i];
        if (training[i] > 0) {
            std::erase_if(summary.notes, [&](const Problem& note) {
                return note.code() == "data.empty_class" && names_class(note, name);
            });
        } else if (known(i)) {
            ++facts.empty_classes;
            if (facts.first_empty_class.empty()) facts.first_empty_class = name;
            const bool is_told = std::ranges::any_of(
                summary.notes, [&](const Problem& note) { return names_class(note, name); });
            if (!is_told) summary.notes.emplace_back(change_emptied, Value::Map{{"class", name}});
        }
    }
}

/// Finds the sample that a text such as “training[12]” names.
std::optional<SampleRef> numbered_sample(const Dataset& dataset, std::string_view key) {
    const auto bracket = key.find('[');
    if (bracket == std::string_view::npos || !key.ends_with(']')) return std::nullopt;
    const std::string digits(key.substr(bracket + 1, key.size() - bracket - 2));
    constexpr std::size_t most_digits = 15;
    if (digits.empty() || digits.size() > most_digits ||
        digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    const std::int64_t number = std::stoll(digits);
    for (const Part name : all_parts) {
        const DataPart& part = dataset.part(name);
        if (key.substr(0, bracket) != to_text(part.is_of_training ? Part::training : name)) continue;
        if (part.numbers.empty()) {
            if (number < part.count) return SampleRef{name, number};
            continue;
        }
        const auto found = std::ranges::lower_bound(part.numbers, number);
        if (found != part.numbers.end() && *found == number)
            return SampleRef{name, found - part.numbers.begin()};
    }
    return std::nullopt;
}

/// Returns the samples without those marked.
DataPart without(const DataPart& part, const std::vector<bool>& is_excluded) {
    std::vector<std::int64_t> kept;
    for (std::int64_t i = 0; i < part.count; ++i)
        if (!is_excluded[static_cast<std::size_t>(i)]) kept.push_back(i);
    return select(part, kept);
}

/// Calls change(change of the sample, sample) for each of the samples; a change is added where there is none.
template <class Change>
void for_changes_of(std::vector<SampleChange>& changes, const Dataset& whole,
                    std::span<const SampleRef> samples, const Change& change) {
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < changes.size(); ++i) places.emplace(changes[i].sample, i);
    for (const SampleRef sample : samples) {
        const auto [place, is_new] = places.emplace(key_of(whole, sample), changes.size());
        if (is_new) changes.push_back({.sample = place->first});
        change(changes[place->second], sample);
    }
}

void drop_empty(std::vector<SampleChange>& changes) {
    std::erase_if(changes, [](const SampleChange& change) {
        return change.class_name.empty() && !change.excluded &&
               unknown_settings(SampleChangeRecord(change), change.written).empty();
    });
}

}  // namespace

std::string key_of(const Dataset& dataset, SampleRef sample) {
    const DataPart& part = dataset.part(sample.part);
    if (!part.files.empty()) return shown(part.files[static_cast<std::size_t>(sample.index)]);
    const auto [of, number] = dataset.in_source(sample);
    return std::string(to_text(of)) + "[" + std::to_string(number) + "]";
}

std::vector<std::optional<SampleRef>> samples_of(const Dataset& whole,
                                                 const std::vector<SampleChange>& changes) {
    std::unordered_map<std::string, SampleRef> files;
    for (const Part name : changes.empty() ? std::span<const Part>{} : std::span<const Part>(all_parts)) {
        const std::vector<std::string>& of_part = whole.part(name).files;
        for (std::size_t i = 0; i < of_part.size(); ++i)
            files.emplace(shown(of_part[i]), SampleRef{name, static_cast<std::int64_t>(i)});
    }
    std::vector<std::optional<SampleRef>> samples;
    samples.reserve(changes.size());
    for (const SampleChange& change : changes) {
        const auto file = files.find(change.sample);
        samples.push_back(file != files.end() ? std::optional(file->second)
                                              : numbered_sample(whole, change.sample));
    }
    return samples;
}

void apply_changes(Dataset& dataset, const std::vector<SampleChange>& changes) {
    if (changes.empty()) return;
    std::map<Part, std::vector<bool>> excluded;
    for (const Part part : all_parts)
        excluded[part].resize(static_cast<std::size_t>(dataset.part(part).count));
    const auto samples = samples_of(dataset, changes);
    const auto& names = dataset.summary.class_names;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (!samples[i]) continue;
        const auto [part, index] = *samples[i];
        if (!changes[i].class_name.empty()) {
            const auto name = std::ranges::find(names, changes[i].class_name);
            if (name == names.end())
                throw Error(change_class, {{"sample", changes[i].sample}, {"class", changes[i].class_name}},
                            {.setting = "data.changes"});
            dataset.part(part).targets[static_cast<std::size_t>(index)] =
                static_cast<float>(name - names.begin());
        }
        if (!changes[i].excluded || excluded[part][static_cast<std::size_t>(index)]) continue;
        excluded[part][static_cast<std::size_t>(index)] = true;
        if (dataset.files.used() > 0)
            dataset.files.take_back(Problem(change_excluded, {}, {.file = changes[i].sample}));
    }
    for (const Part part : all_parts)
        if (std::ranges::count(excluded[part], true) > 0)
            dataset.part(part) = without(dataset.part(part), excluded[part]);
    renew_class_facts(dataset);
    const auto is_lost = [](const auto& sample) { return !sample.has_value(); };
    if (const auto lost = std::ranges::count_if(samples, is_lost); lost > 0) {
        const auto first = std::ranges::find_if(samples, is_lost) - samples.begin();
        dataset.summary.notes.emplace_back(
            change_lost, Value::Map{{"count", std::int64_t{lost}},
                                    {"sample", changes[static_cast<std::size_t>(first)].sample}});
    }
}

std::map<SampleRef, SampleChange> changes_by_sample(const Dataset& whole,
                                                    const std::vector<SampleChange>& changes) {
    std::map<SampleRef, SampleChange> by_sample;
    const auto samples = samples_of(whole, changes);
    for (std::size_t i = 0; i < changes.size(); ++i)
        if (samples[i]) {
            SampleChange& change = by_sample.try_emplace(*samples[i], changes[i]).first->second;
            if (!changes[i].class_name.empty()) change.class_name = changes[i].class_name;
            change.excluded |= changes[i].excluded;
        }
    return by_sample;
}

std::array<std::vector<std::int64_t>, 3> kept_samples(const Dataset& whole,
                                                      const std::vector<SampleChange>& changes) {
    const auto by_sample = changes_by_sample(whole, changes);
    std::array<std::vector<std::int64_t>, 3> kept;
    for (const Part part : all_parts) {
        for (std::int64_t i = 0; i < whole.part(part).count; ++i) {
            const auto change = by_sample.find({part, i});
            if (change == by_sample.end() || !change->second.excluded)
                kept[static_cast<std::size_t>(part)].push_back(i);
        }
    }
    return kept;
}

std::vector<Problem> drop_numbered_changes(DataSettings& settings) {
    const auto count = std::erase_if(settings.changes,
                                     [](const SampleChange& change) { return change.sample.ends_with(']'); });
    if (count == 0) return {};
    return {Problem(changes_of_other, {{"count", static_cast<std::int64_t>(count)}},
                    {.setting = "data.changes"})};
}

std::vector<SampleChange> with_excluded(std::vector<SampleChange> changes, const Dataset& whole,
                                        std::span<const SampleRef> samples, bool excluded) {
    for_changes_of(changes, whole, samples,
                   [&](SampleChange& change, SampleRef) { change.excluded = excluded; });
    drop_empty(changes);
    return changes;
}

std::vector<SampleChange> with_class(std::vector<SampleChange> changes, const Dataset& whole,
                                     std::span<const SampleRef> samples, int class_number) {
    const std::string& name = whole.summary.class_names[static_cast<std::size_t>(class_number)];
    for_changes_of(changes, whole, samples, [&](SampleChange& change, SampleRef sample) {
        const bool is_own = whole.class_of(whole.part(sample.part), sample.index) == class_number;
        change.class_name = is_own ? "" : name;
    });
    drop_empty(changes);
    return changes;
}

}  // namespace glassnet

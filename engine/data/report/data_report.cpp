// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/data_report.h"

#include "data/changes.h"
#include "data/report/data_overview.h"

#include <algorithm>
#include <array>
#include <set>

namespace glassnet {

namespace {

constexpr ProblemKind report_in_parts{
    "data.same_in_parts", Severity::warning,
    "the {part} part holds {count} of the training pictures too, such as {example}: results are too good",
    "Remove them from one of the two."};
constexpr ProblemKind report_rows_in_parts{"data.same_rows_in_parts", Severity::warning,
                                           "{count} of the {all} rows of the {part} part are in the training "
                                           "part too, such as {example}: results are too "
                                           "good",
                                           "Remove rows that are there twice before the table is split."};
constexpr ProblemKind report_same{"data.same_samples", Severity::hint,
                                  "samples equal an earlier one ({count}), such as {a} and {b}",
                                  "Remove what is there twice, unless it shall count twice."};
constexpr ProblemKind report_alike{"data.alike_pictures", Severity::hint,
                                   "pairs of pictures look alike ({count}), such as {a} and {b}",
                                   "Keep such pictures in one part, or results are too good."};
constexpr ProblemKind report_suspicious{
    "data.label_suspicious", Severity::warning,
    "equal or alike samples have different classes ({count} pairs), such as {a} and {b}",
    "Look at them: one of the classes is probably wrong."};
constexpr ProblemKind report_imbalance{
    "data.imbalance", Severity::warning,
    "class “{most}” has {largest} training samples, “{least}” {smallest}: {ratio} times as many",
    "Set class_weight to “balanced”, or add samples."};

bool are_pictures(const Dataset& dataset) { return dataset.summary.sample_shape.rank() == 3; }

class Reporter {
public:
    Reporter(const Dataset& dataset, const LoadWatch& watch) : dataset_(dataset), watch_(watch) {}

    DataReport report() {
        report_.problems = dataset_.summary.notes;
        const auto files = dataset_.files.problems();
        report_.problems.insert(report_.problems.end(), files.begin(), files.end());
        const TargetFacts& facts = dataset_.summary.target_facts;
        if (!facts.missing && dataset_.summary.classes() > 0)  // values are no labels
            report_.problems.insert(report_.problems.end(), facts.label_problems.begin(),
                                    facts.label_problems.end());
        if (facts.beyond_training) report_.problems.push_back(*facts.beyond_training);
        if (is_of_classes(dataset_)) count_classes();
        report_.same = dataset_.same;
        report_.alike = alike_pictures(dataset_, watch_);
        tell_same();
        if (!report_.alike.empty()) tell_pair(report_alike, report_.alike);
        if (is_of_classes(dataset_)) suspect();
        return std::move(report_);
    }

private:
    void count_classes() {
        report_.class_counts = class_counts_of(dataset_);
        const auto& counts = report_.class_counts.front();
        const auto [least, most] = std::ranges::minmax_element(counts);
        if (*least == 0 || static_cast<double>(*most) < balanced_ratio * static_cast<double>(*least)) return;
        for (const std::int64_t count : counts)
            report_.class_weights.push_back(
                static_cast<double>(dataset_.training.count) /
                (static_cast<double>(counts.size()) * static_cast<double>(count)));
        const auto name = [&](auto at) {
            return dataset_.summary.class_names[static_cast<std::size_t>(at - counts.begin())];
        };
        report_.problems.emplace_back(report_imbalance, Value::Map{{"most", name(most)},
                                                                   {"largest", *most},
                                                                   {"least", name(least)},
                                                                   {"smallest", *least},
                                                                   {"ratio", *most / *least}});
    }

    void tell_same() {
        std::int64_t count = 0;
        for (const auto& group : report_.same) count += std::ssize(group) - 1;
        if (count == 0) return;
        const auto& first = report_.same.front();
        report_.problems.emplace_back(report_same, Value::Map{{"count", count},
                                                              {"a", key_of(dataset_, first[0])},
                                                              {"b", key_of(dataset_, first[1])}});
    }

    void tell_pair(const ProblemKind& kind, const std::vector<std::pair<SampleRef, SampleRef>>& pairs) {
        report_.problems.emplace_back(kind, Value::Map{{"count", std::ssize(pairs)},
                                                       {"a", key_of(dataset_, pairs[0].first)},
                                                       {"b", key_of(dataset_, pairs[0].second)}});
    }

    void suspect() {
        const auto class_of = [&](SampleRef ref) {
            return dataset_.class_of(dataset_.part(ref.part), ref.index);
        };
        const auto add = [&](SampleRef a, SampleRef b) {
            if (class_of(a) != class_of(b)) report_.suspicious.emplace_back(a, b);
        };
        for (const auto& group : report_.same)
            for (std::size_t i = 1; i < group.size(); ++i) add(group[0], group[i]);
        for (const auto& [a, b] : report_.alike) add(a, b);
        if (!report_.suspicious.empty()) tell_pair(report_suspicious, report_.suspicious);
    }

    const Dataset& dataset_;
    const LoadWatch& watch_;
    DataReport report_;
};

}  // namespace

DataReport report_of(const Dataset& dataset, const LoadWatch& watch) {
    return Reporter(dataset, watch).report();
}

void note_same_in_parts(Dataset& dataset) {
    std::erase_if(dataset.summary.notes, [](const Problem& note) {
        return note.code() == report_in_parts.code || note.code() == report_rows_in_parts.code;
    });
    const bool are_rows = !are_pictures(dataset);
    std::array<std::int64_t, 3> counts{};
    std::array<SampleRef, 3> examples{};
    for (const auto& group : dataset.same) {
        if (group.front().part != Part::training) continue;
        for (const SampleRef& sample : group) {
            const auto part = static_cast<std::size_t>(sample.part);
            if (part > 0 && ++counts[part] == 1) examples[part] = sample;
        }
    }
    for (const Part part : {Part::validation, Part::test}) {
        const auto number = static_cast<std::size_t>(part);
        const std::int64_t all = dataset.part(part).count;
        // Some rows of a table are equal by chance.
        if (counts[number] == 0 || (are_rows && counts[number] * 5 < all)) continue;
        dataset.summary.notes.emplace_back(are_rows ? report_rows_in_parts : report_in_parts,
                                           Value::Map{{"count", counts[number]},
                                                      {"all", all},
                                                      {"part", to_text(part)},
                                                      {"example", key_of(dataset, examples[number])}});
    }
}

}  // namespace glassnet

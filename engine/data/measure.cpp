// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/measure.h"

#include "base/hash.h"
#include "data/report/alike.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <type_traits>

namespace glassnet {

namespace {

constexpr ProblemKind data_not_finite{
    "data.not_finite", Severity::error,
    "sample {sample} of the {part} part holds NaN or infinity ({count} such values)",
    "Remove these samples or replace the values."};

/// Counts the values of one part that are no numbers.
struct NotFinite {
    std::int64_t count = 0;
    std::int64_t first_sample = 0;

    /// `first` is the number of the sample that the values begin with, `each` how many a sample has.
    void add(std::span<const float> values, std::int64_t first, std::int64_t each) {
        const auto is_wrong = [](float value) { return !std::isfinite(value); };
        const auto found = std::ranges::find_if(values, is_wrong);
        if (found == values.end()) return;
        if (count == 0) first_sample = first + (found - values.begin()) / each;
        count += std::ranges::count_if(found, values.end(), is_wrong);
    }
    void expect_none(Part part) const {
        if (count == 0) return;
        throw Error(data_not_finite, {{"sample", first_sample}, {"part", to_text(part)}, {"count", count}});
    }
};

/// The lowest and the highest of all values.
struct FoundRange {
    double lowest = 0, highest = 0;
    bool is_first = true;

    template <class T>
    void add(std::span<const T> values) {
        if (values.empty()) return;
        const auto [least, most] = std::ranges::minmax(values);
        if (is_first || static_cast<double>(least) < lowest) lowest = static_cast<double>(least);
        if (is_first || static_cast<double>(most) > highest) highest = static_cast<double>(most);
        is_first = false;
    }
};

/// Which columns of the last side hold one value in all samples.
class ConstantColumns {
public:
    explicit ConstantColumns(const Shape& shape)
        : of_all_(static_cast<std::size_t>(shape[shape.rank() - 1])) {}

    /// Looks at whole samples.
    template <class T>
    void add(std::span<const T> values) {
        if (values.empty()) return;
        if (is_first_) {
            for (std::size_t column = 0; column < of_all_.size(); ++column)
                of_all_[column] = {column, static_cast<double>(values[column])};
            is_first_ = false;
        }
        std::erase_if(of_all_, [&](const Column& column) {
            for (std::size_t at = column.number; at < values.size(); at += columns_)
                if (static_cast<double>(values[at]) != column.value) return true;
            return false;
        });
    }
    [[nodiscard]] std::vector<std::int64_t> numbers() const {
        std::vector<std::int64_t> numbers;
        numbers.reserve(of_all_.size());
        for (const Column& column : of_all_) numbers.push_back(static_cast<std::int64_t>(column.number));
        return numbers;
    }

private:
    struct Column {
        std::size_t number = 0;
        double value = 0;
    };
    std::vector<Column> of_all_;  // those that were constant so far
    std::size_t columns_ = of_all_.size();
    bool is_first_ = true;
};

/// Adds one-hot targets as the rows that they were.
void add_targets(Sha256& hash, const DataPart& part, const TargetSummary& target, int number) {
    if (part.count == 0) return;
    const std::vector<float>& targets = part.targets_of(number);
    if (!target.facts.is_one_hot) {
        hash.update(std::as_bytes(std::span(targets)));
        return;
    }
    for (const float label : targets) {
        std::vector<float> row(static_cast<std::size_t>(target.shape.elements()));
        row[static_cast<std::size_t>(label)] = 1;
        hash.update(std::as_bytes(std::span(row)));
    }
}

void add_shapes(Sha256& hash, const DatasetSummary& summary) {
    const auto add_shape = [&](const Shape& shape) {
        hash.update(static_cast<std::int64_t>(shape.rank()));
        for (const std::int64_t side : shape.sides()) hash.update(side);
    };
    add_shape(summary.sample_shape);
    add_shape(summary.target_shape);
    for (const TargetSummary& target : summary.more_targets) add_shape(target.shape);
}

}  // namespace

void check_finite(const Dataset& dataset) {
    for (const Part name : all_parts) {
        const DataPart& part = dataset.part(name);
        NotFinite inputs;
        if (!part.inputs.are_bytes())
            part.inputs.for_each_block([&](std::int64_t first, auto values) {
                if constexpr (std::is_same_v<decltype(values), std::span<const float>>)
                    inputs.add(values, first, part.inputs.elements());
            });
        inputs.expect_none(name);
        for (std::size_t number = 0; number <= part.more_targets.size(); ++number) {
            const std::vector<float>& values = part.targets_of(static_cast<int>(number));
            NotFinite targets;
            if (part.count > 0) targets.add(values, 0, std::ssize(values) / part.count);
            targets.expect_none(name);
        }
    }
}

void measure(Dataset& dataset, const LoadWatch& watch) {
    DatasetSummary& summary = dataset.summary;
    std::int64_t bytes = 0, samples = 0;
    for (const Part name : all_parts) {
        bytes += dataset.part(name).inputs.bytes();
        samples += dataset.part(name).count;
    }
    LoadCounter counter(watch, LoadStage::measuring, bytes);
    counter.stay();
    FoundRange range;
    ConstantColumns constant(summary.sample_shape);
    SameSamples same(samples);
    Sha256 hash;
    add_shapes(hash, summary);
    for (const Part name : all_parts) {
        const DataPart& part = dataset.part(name);
        hash.update(part.count).update(std::int64_t{part.inputs.are_bytes() ? 0 : 1});
        part.inputs.for_each_block([&](std::int64_t first, auto values) {
            range.add(values);
            if (name == Part::training) constant.add(values);
            same.add(name, first, values, part.inputs.elements());
            hash.update(std::as_bytes(values));
            counter.add(std::ssize(values) * std::int64_t{sizeof(values[0])});
        });
        for (int number = 0; number <= static_cast<int>(summary.more_targets.size()); ++number)
            add_targets(hash, part, summary.target(number), number);
        if (!part.sample_weights.empty()) hash.update(std::as_bytes(std::span(part.sample_weights)));
    }
    summary.lowest_input = range.lowest;
    summary.highest_input = range.highest;
    summary.largest_input = std::max(std::abs(range.lowest), std::abs(range.highest));
    summary.constant_columns = constant.numbers();
    dataset.same = same.groups(dataset);
    dataset.fingerprint = hash.hex();
}

}  // namespace glassnet

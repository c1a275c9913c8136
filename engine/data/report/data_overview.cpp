// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/data_overview.h"

#include "base/natural_order.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace glassnet {

namespace {

/// Returns the mean picture of each class of the training part; nothing where they would be too large.
std::vector<std::vector<float>> mean_pictures_of(const Dataset& dataset) {
    constexpr std::int64_t most_values = std::int64_t{1} << 24;  // 128 MiB
    const std::int64_t elements = dataset.summary.sample_shape.elements();
    const int classes = dataset.summary.classes();
    if (dataset.summary.sample_shape.rank() != 3 || elements > most_values / classes) return {};
    const auto size = static_cast<std::size_t>(elements);
    std::vector<std::vector<double>> sums(static_cast<std::size_t>(classes));
    std::vector<std::int64_t> counts(sums.size());
    dataset.training.inputs.for_each_block([&](std::int64_t sample, auto values) {
        for (std::size_t at = 0; at < values.size(); at += size, ++sample) {
            const auto number = static_cast<std::size_t>(dataset.class_of(dataset.training, sample));
            sums[number].resize(size);
            ++counts[number];
            for (std::size_t i = 0; i < size; ++i) sums[number][i] += static_cast<double>(values[at + i]);
        }
    });
    std::vector<std::vector<float>> means(sums.size());
    for (std::size_t number = 0; number < sums.size(); ++number) {
        means[number].resize(sums[number].size());
        std::ranges::transform(sums[number], means[number].begin(), [&](double sum) {
            return static_cast<float>(sum / static_cast<double>(counts[number]));
        });
    }
    return means;
}

std::vector<float> brightness_of(const DataPart& part, std::size_t size) {
    std::vector<float> means(static_cast<std::size_t>(part.count));
    if (size == 0) return means;
    part.inputs.for_each_block([&](std::int64_t sample, auto values) {
        for (std::size_t at = 0; at < values.size(); at += size, ++sample) {
            const auto of_one = values.subspan(at, size);
            means[static_cast<std::size_t>(sample)] = static_cast<float>(
                std::accumulate(of_one.begin(), of_one.end(), 0.0) / static_cast<double>(size));
        }
    });
    return means;
}

/// Returns the place of each file, [part][sample], if all are sorted by name; empty where there are none.
std::array<std::vector<std::int32_t>, 3> name_ranks_of(const Dataset& dataset) {
    std::array<std::vector<std::int32_t>, 3> ranks;
    std::vector<std::pair<const std::string*, std::int32_t*>> files;
    for (std::size_t part = 0; part < ranks.size(); ++part) {
        const auto& names = dataset.part(static_cast<Part>(part)).files;
        ranks[part].resize(names.size());
        for (std::size_t i = 0; i < names.size(); ++i) files.emplace_back(&names[i], &ranks[part][i]);
    }
    std::ranges::stable_sort(files,
                             [](const auto& a, const auto& b) { return natural_less(*a.first, *b.first); });
    std::int32_t rank = 0;
    for (const auto& [name, place] : files) *place = rank++;
    return ranks;
}

}  // namespace

bool is_of_classes(const Dataset& dataset) {
    return dataset.summary.classes() > 1 && !dataset.summary.target_facts.missing;
}

std::vector<std::vector<std::int64_t>> class_counts_of(const Dataset& dataset) {
    if (!is_of_classes(dataset)) return {};
    std::vector<std::vector<std::int64_t>> counts;
    for (const Part which : all_parts) {
        const DataPart& part = dataset.part(which);
        auto& of_part = counts.emplace_back(static_cast<std::size_t>(dataset.summary.classes()));
        for (std::int64_t i = 0; i < part.count; ++i)
            ++of_part[static_cast<std::size_t>(dataset.class_of(part, i))];
    }
    return counts;
}

std::vector<bool> rare_classes(const std::vector<std::int64_t>& counts) {
    const double most = counts.empty() ? 0 : static_cast<double>(*std::ranges::max_element(counts));
    std::vector<bool> rare;
    rare.reserve(counts.size());
    for (const std::int64_t count : counts)
        rare.push_back(most > 0 && most >= balanced_ratio * static_cast<double>(count));
    return rare;
}

DataOverview overview_of(const Dataset& dataset) {
    DataOverview overview;
    overview.class_counts = class_counts_of(dataset);
    if (!overview.class_counts.empty()) overview.mean_pictures = mean_pictures_of(dataset);
    const auto size = static_cast<std::size_t>(dataset.summary.sample_shape.elements());
    for (const Part part : all_parts)
        overview.brightness[static_cast<std::size_t>(part)] = brightness_of(dataset.part(part), size);
    overview.name_ranks = name_ranks_of(dataset);
    return overview;
}

}  // namespace glassnet

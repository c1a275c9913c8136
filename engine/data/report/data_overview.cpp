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

/// Adds up pictures and returns their mean.
template <class T>
std::vector<float> mean_picture(std::span<const T> inputs, const std::vector<std::int64_t>& samples,
                                std::size_t size) {
    if (samples.empty()) return {};
    std::vector<double> sums(size);
    for (const std::int64_t sample : samples) {
        const T* values = inputs.data() + static_cast<std::size_t>(sample) * size;
        for (std::size_t i = 0; i < size; ++i) sums[i] += static_cast<double>(values[i]);
    }
    std::vector<float> mean(size);
    std::ranges::transform(sums, mean.begin(), [&](double sum) {
        return static_cast<float>(sum / static_cast<double>(samples.size()));
    });
    return mean;
}

std::vector<std::vector<float>> mean_pictures_of(const Dataset& dataset) {
    constexpr std::int64_t most_values = std::int64_t{1} << 25;  // 128 MiB
    const std::int64_t size = dataset.summary.sample_shape.elements();
    const int classes = dataset.summary.classes();
    if (dataset.summary.sample_shape.rank() != 3 || size > most_values / classes) return {};
    std::vector<std::vector<std::int64_t>> members(static_cast<std::size_t>(classes));
    for (std::int64_t i = 0; i < dataset.training.count; ++i)
        members[static_cast<std::size_t>(dataset.class_of(dataset.training, i))].push_back(i);
    std::vector<std::vector<float>> means;
    means.reserve(members.size());
    for (const auto& samples : members)
        means.push_back(std::visit(
            [&](const auto& inputs) {
                return mean_picture(std::span(inputs), samples, static_cast<std::size_t>(size));
            },
            dataset.training.inputs));
    return means;
}

std::vector<float> brightness_of(const DataPart& part, std::size_t size) {
    std::vector<float> means(static_cast<std::size_t>(part.count));
    if (size == 0) return means;
    std::visit(
        [&](const auto& inputs) {
            for (std::size_t i = 0; i < means.size(); ++i) {
                const auto values = std::span(inputs).subspan(i * size, size);
                means[i] = static_cast<float>(std::accumulate(values.begin(), values.end(), 0.0) /
                                              static_cast<double>(size));
            }
        },
        part.inputs);
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

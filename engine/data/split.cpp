// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/split.h"

#include "base/random.h"
#include "data/targets.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind split_empty{"data.split_empty", Severity::warning, "no sample is left for validation",
                                  "Use more samples or a larger validation_split."};
constexpr ProblemKind split_class{
    "data.split_class", Severity::warning,
    "classes have no validation sample ({count}), such as “{class}”: too few of theirs are there",
    "Add samples to them."};

void shuffle(std::vector<std::int64_t>& values, Random& random) {
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[random.below(static_cast<std::uint32_t>(i))]);
}

template <class T>
std::vector<T> selected(const std::vector<T>& values, std::int64_t stride,
                        std::span<const std::int64_t> samples) {
    std::vector<T> result;
    result.reserve(samples.size() * static_cast<std::size_t>(stride));
    for (const std::int64_t sample : samples) {
        const auto first = values.begin() + sample * stride;
        result.insert(result.end(), first, first + stride);
    }
    return result;
}

}  // namespace

Split stratified_split(std::span<const float> class_numbers, int classes, double share, std::uint64_t seed) {
    std::vector<std::vector<std::int64_t>> members(static_cast<std::size_t>(classes));
    for (std::size_t i = 0; i < class_numbers.size(); ++i) {
        members[static_cast<std::size_t>(class_numbers[i])].push_back(static_cast<std::int64_t>(i));
    }
    Split split;
    for (std::size_t number = 0; number < members.size(); ++number) {
        auto& samples = members[number];
        Random random(seed, Random::Purpose::split, 0, 0, static_cast<std::uint32_t>(number));
        shuffle(samples, random);
        const auto count = static_cast<std::int64_t>(samples.size());
        const auto wanted =
            std::max<std::int64_t>(share > 0 ? 1 : 0, std::llround(share * static_cast<double>(count)));
        const auto border =
            samples.begin() + std::clamp<std::int64_t>(wanted, 0, std::max<std::int64_t>(count - 1, 0));
        split.taken.insert(split.taken.end(), samples.begin(), border);
        split.kept.insert(split.kept.end(), border, samples.end());
    }
    std::ranges::sort(split.taken);
    std::ranges::sort(split.kept);
    return split;
}

DataPart select(const DataPart& part, std::span<const std::int64_t> samples) {
    DataPart result;
    result.count = static_cast<std::int64_t>(samples.size());
    result.is_of_training = part.is_of_training;
    if (part.count == 0) return result;
    result.inputs = part.inputs.selected(samples);
    result.targets =
        selected(part.targets, static_cast<std::int64_t>(part.targets.size()) / part.count, samples);
    for (const std::vector<float>& targets : part.more_targets)
        result.more_targets.push_back(
            selected(targets, static_cast<std::int64_t>(targets.size()) / part.count, samples));
    if (!part.files.empty()) result.files = selected(part.files, 1, samples);
    if (!part.file_sizes.empty()) result.file_sizes = selected(part.file_sizes, 1, samples);
    if (!part.is_remarked.empty()) result.is_remarked = selected(part.is_remarked, 1, samples);
    if (!part.numbers.empty())
        result.numbers = selected(part.numbers, 1, samples);
    else if (part.files.empty())
        result.numbers.assign(samples.begin(), samples.end());
    if (!part.sample_weights.empty()) result.sample_weights = selected(part.sample_weights, 1, samples);
    return result;
}

void carve_validation(Dataset& dataset, double share, std::uint64_t seed) {
    if (share == 0) return;
    // Only what the data itself calls classes is kept in proportion.
    const bool by_class = dataset.summary.target_shape.rank() == 0 && !has_rare_numbers(dataset);
    const int classes = by_class ? dataset.summary.classes() : 0;
    const std::vector<float> one_group(static_cast<std::size_t>(dataset.training.count), 0.0F);
    const Split split = classes > 0 ? stratified_split(dataset.training.targets, classes, share, seed)
                                    : stratified_split(one_group, 1, share, seed);
    if (split.taken.empty()) {
        dataset.summary.notes.emplace_back(split_empty);
        return;
    }
    dataset.validation = select(dataset.training, split.taken);
    dataset.validation.is_of_training = true;
    dataset.training = select(dataset.training, split.kept);
    std::vector<std::int64_t> counts(static_cast<std::size_t>(classes));
    if (classes == 0) return;
    for (const float number : dataset.validation.targets) ++counts[static_cast<std::size_t>(number)];
    std::vector<bool> is_learned(counts.size());  // that a class is empty is reported already
    for (const float number : dataset.training.targets) is_learned[static_cast<std::size_t>(number)] = true;
    std::vector<std::string> without;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] == 0 && is_learned[i]) without.push_back(dataset.summary.class_names[i]);
    if (without.empty()) return;
    TargetFacts& facts = dataset.summary.target_facts;
    std::vector<Problem>& notes = facts.is_numbered ? facts.label_problems : dataset.summary.notes;
    notes.emplace_back(split_class, Value::Map{{"class", without.front()}, {"count", std::ssize(without)}});
}

}  // namespace glassnet

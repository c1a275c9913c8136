// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/sample_order.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace glassnet {

namespace {

/// All samples of a data set, numbered through its parts.
class Numbering {
public:
    explicit Numbering(const Dataset& dataset)
        : first_{0, dataset.training.count, dataset.training.count + dataset.validation.count},
          count_(first_[2] + dataset.test.count) {}

    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] std::size_t number(SampleRef ref) const {
        return static_cast<std::size_t>(first_[static_cast<std::size_t>(ref.part)] + ref.index);
    }
    [[nodiscard]] SampleRef sample(std::int64_t number) const {
        const std::size_t part = number >= first_[2] ? 2 : number >= first_[1] ? 1 : 0;
        return {static_cast<Part>(part), number - first_[part]};
    }

private:
    std::array<std::int64_t, 3> first_;
    std::int64_t count_;
};

/// Samples joined in pairs: each group is known by one of its members.
class Groups {
public:
    explicit Groups(const Numbering& numbering)
        : numbering_(numbering), leaders_(static_cast<std::size_t>(numbering.count()), none) {}

    void join(SampleRef a, SampleRef b) {
        const std::int64_t one = leader(a), other = leader(b);
        leaders_[static_cast<std::size_t>(std::max(one, other))] = std::min(one, other);
    }
    /// Returns the number of the first of the sample's group; negative: it is in none.
    [[nodiscard]] std::int64_t group_of(SampleRef ref) {
        return leaders_[numbering_.number(ref)] == none ? none : leader(ref);
    }

private:
    static constexpr std::int64_t none = -1;

    std::int64_t leader(SampleRef ref) {
        auto at = static_cast<std::int64_t>(numbering_.number(ref));
        if (leaders_[static_cast<std::size_t>(at)] == none) leaders_[static_cast<std::size_t>(at)] = at;
        while (leaders_[static_cast<std::size_t>(at)] != at) {
            auto& next = leaders_[static_cast<std::size_t>(at)];
            at = next = leaders_[static_cast<std::size_t>(next)];
        }
        return at;
    }

    const Numbering& numbering_;
    std::vector<std::int64_t> leaders_;
};

class Answer {
public:
    Answer(const SampleFacts& facts, const SampleQuery& query)
        : facts_(facts),
          query_(query),
          numbering_(facts.dataset),
          groups_(numbering_),
          name_(lower_case(query.name)) {}

    SampleOrder order() {
        choose();
        sort();
        if (is_grouped()) group();
        return std::move(order_);
    }

private:
    [[nodiscard]] bool is_grouped() const {
        return query_.choice == SampleChoice::alike || query_.choice == SampleChoice::suspicious;
    }

    [[nodiscard]] const std::string& file_of(SampleRef ref) const {
        static const std::string none;
        const auto& files = facts_.dataset.part(ref.part).files;
        return files.empty() ? none : files[static_cast<std::size_t>(ref.index)];
    }

    [[nodiscard]] int class_of(SampleRef ref) const {
        if (facts_.relabelled)
            if (const auto other = facts_.relabelled->find(ref); other != facts_.relabelled->end())
                return other->second;
        return facts_.dataset.class_of(facts_.dataset.part(ref.part), ref.index);
    }

    [[nodiscard]] bool is_remarked(SampleRef ref) const {
        const auto& remarked = facts_.dataset.part(ref.part).is_remarked;
        return !remarked.empty() && remarked[static_cast<std::size_t>(ref.index)];
    }

    [[nodiscard]] std::int64_t pixels_of(SampleRef ref) const {
        const auto& sizes = facts_.dataset.part(ref.part).file_sizes;
        if (sizes.empty()) return 0;
        const auto [height, width] = sizes[static_cast<std::size_t>(ref.index)];
        return std::int64_t{height} * width;
    }

    [[nodiscard]] bool is_wanted(SampleRef ref) const {
        if (query_.part && ref.part != *query_.part) return false;
        if (query_.class_number && class_of(ref) != *query_.class_number) return false;
        if (query_.choice == SampleChoice::remarked && !is_remarked(ref)) return false;
        if (query_.choice == SampleChoice::corrected && !std::ranges::binary_search(facts_.corrected, ref))
            return false;
        if (name_.empty()) return true;
        return lower_case(file_of(ref)).find(name_) != std::string::npos;
    }

    void choose() {
        if (is_grouped()) return choose_groups();
        for (std::int64_t number = 0; number < numbering_.count(); ++number)
            if (const SampleRef ref = numbering_.sample(number); is_wanted(ref))
                order_.samples.push_back(ref);
    }

    void choose_groups() {
        if (!facts_.report) return;
        const auto join_all = [&](const auto& pairs) {
            for (const auto& [a, b] : pairs) groups_.join(a, b);
        };
        if (query_.choice == SampleChoice::suspicious) {
            join_all(facts_.report->suspicious);
        } else {
            for (const auto& group : facts_.report->same)
                for (const SampleRef ref : group) groups_.join(group.front(), ref);
            join_all(facts_.report->alike);
        }
        std::vector<bool> shown(static_cast<std::size_t>(numbering_.count()));
        std::vector<SampleRef> members;
        for (std::int64_t number = 0; number < numbering_.count(); ++number) {
            const SampleRef ref = numbering_.sample(number);
            const std::int64_t group = groups_.group_of(ref);
            if (group < 0) continue;
            members.push_back(ref);
            if (is_wanted(ref)) shown[static_cast<std::size_t>(group)] = true;
        }
        std::ranges::copy_if(members, std::back_inserter(order_.samples), [&](SampleRef ref) {
            return shown[static_cast<std::size_t>(groups_.group_of(ref))];
        });
    }

    void sort() {
        auto& samples = order_.samples;
        if (query_.sorting == SampleSorting::by_class && facts_.dataset.summary.classes() > 0)
            std::ranges::stable_sort(samples, {}, [&](SampleRef ref) { return class_of(ref); });
        if (query_.sorting == SampleSorting::by_name && facts_.overview)
            std::ranges::stable_sort(samples, {}, [&](SampleRef ref) {
                const auto& ranks = facts_.overview->name_ranks[static_cast<std::size_t>(ref.part)];
                return ranks.empty() ? 0 : ranks[static_cast<std::size_t>(ref.index)];
            });
        if (query_.sorting == SampleSorting::by_size)
            std::ranges::stable_sort(samples, {}, [&](SampleRef ref) { return pixels_of(ref); });
        if (query_.sorting == SampleSorting::by_brightness && facts_.overview)
            std::ranges::stable_sort(samples, {}, [&](SampleRef ref) {
                const float mean =
                    facts_.overview
                        ->brightness[static_cast<std::size_t>(ref.part)][static_cast<std::size_t>(ref.index)];
                return std::isnan(mean) ? -std::numeric_limits<float>::infinity() : mean;
            });
    }

    /// Moves the samples of each group to its first.
    void group() {
        std::vector<std::int32_t> numbers(static_cast<std::size_t>(numbering_.count()), -1);
        std::int32_t count = 0;
        const auto group_of = [&](SampleRef ref) -> std::int32_t& {
            return numbers[static_cast<std::size_t>(groups_.group_of(ref))];
        };
        for (const SampleRef ref : order_.samples)
            if (auto& number = group_of(ref); number < 0) number = count++;
        std::ranges::stable_sort(order_.samples, {}, group_of);
        std::ranges::transform(order_.samples, std::back_inserter(order_.groups), group_of);
    }

    const SampleFacts& facts_;
    const SampleQuery& query_;
    Numbering numbering_;
    Groups groups_;
    std::string name_;
    SampleOrder order_;
};

}  // namespace

SampleOrder sample_order(const SampleFacts& facts, const SampleQuery& query) {
    return Answer(facts, query).order();
}

}  // namespace glassnet

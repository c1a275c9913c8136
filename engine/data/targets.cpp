// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/targets.h"

#include "base/limits.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind data_one_class{"data.one_class", Severity::error,
                                     "there is only one class; at least 2 are needed",
                                     "Add samples of another class, each class in its own folder."};
constexpr ProblemKind data_label{"data.label", Severity::error,
                                 "label {label} at sample {sample} of the {part} part: there are {classes} "
                                 "classes, numbered from 0 ({count} such labels)",
                                 "Mend the labels, or name all classes."};
constexpr ProblemKind data_label_range{
    "data.label_range", Severity::error,
    "label {label} at sample {sample} of the {part} part is no class number ({count} such labels)",
    "Class numbers are whole, from 0 on, at most 10,000 classes. To learn values, choose a loss such as mean "
    "squared error."};
constexpr ProblemKind data_label_gap{"data.label_gap", Severity::error,
                                     "label {label} at sample {sample} of the {part} part ({count} such "
                                     "labels): {empty} of {classes} classes would be empty",
                                     "Mend the label; classes are numbered from 0 without gaps. To learn "
                                     "values, choose a loss such as mean squared error."};
constexpr ProblemKind data_empty_classes{
    "data.empty_classes", Severity::warning,
    "{count} of {classes} classes have no training sample, “{class}” is the first",
    "Add samples, or remove the classes."};
constexpr ProblemKind data_empty_class{"data.empty_class", Severity::warning,
                                       "class “{class}” has no training sample",
                                       "Add samples, or remove the class."};

constexpr ProblemKind data_given_names{
    "data.class_names_count", Severity::warning,
    "{found} names of classes are given and not used: the labels need {wanted}",
    "Name all classes, in the order of their numbers."};
constexpr ProblemKind data_unused_names{"data.class_names_unused", Severity::warning,
                                        "the given names of classes are not used: the targets are values",
                                        "Save class numbers, or leave the names out."};

constexpr std::size_t many_classes = 20;  // fewer may be rare by chance

struct TargetPart {
    const char* name;
    DataPart* part;
};

bool is_class_number(float label, float classes) {
    return label >= 0 && label < classes && label == std::floor(label);
}

/// Tells whether a row has a single 1 and zeros.
bool is_one_hot(const float* row, std::int64_t elements) {
    const auto is = [](float wanted) { return [wanted](float value) { return value == wanted; }; };
    return std::count_if(row, row + elements, is(1)) == 1 &&
           std::count_if(row, row + elements, is(0)) == elements - 1;
}

/// The targets of one name in all parts.
class TargetReader {
public:
    TargetReader(Dataset& dataset, int number, std::string file)
        : dataset_(dataset), number_(number), where_{.file = std::move(file), .tensor = {}} {
        DatasetSummary& summary = dataset.summary;
        if (number > 0) {
            TargetSummary& target = summary.more_targets[static_cast<std::size_t>(number - 1)];
            names_ = &target.class_names, shape_ = &target.shape, facts_ = &target.facts;
        } else {
            names_ = &summary.class_names, shape_ = &summary.target_shape, facts_ = &summary.target_facts;
        }
    }

    void read() {
        elements_ = shape_->rank() == 0 ? 1 : shape_->elements();
        scan_ranges();
        if (!names_->empty())
            check_named();
        else if (elements_ == 1)
            count_classes();
        else if (shape_->rank() == 1)
            shorten_one_hot();
        if (names_->empty()) {
            if (!facts_->given_names.empty())
                dataset_.summary.notes.emplace_back(data_unused_names, Value::Map{}, where_);
            return;
        }
        note_empty_classes();
        if (names_->size() == 1)
            facts_->label_problems.insert(facts_->label_problems.begin(),
                                          Problem(data_one_class, {}, where_));
    }

private:
    /// Returns the parts that hold samples.
    [[nodiscard]] std::vector<TargetPart> parts() const {
        std::vector<TargetPart> parts{
            {"training", &dataset_.training}, {"validation", &dataset_.validation}, {"test", &dataset_.test}};
        std::erase_if(parts, [](const TargetPart& each) { return each.part->count == 0; });
        return parts;
    }
    [[nodiscard]] std::vector<float>& targets_in(DataPart& part) const {
        return number_ == 0 ? part.targets : part.more_targets[static_cast<std::size_t>(number_ - 1)];
    }

    void scan_ranges() {
        for (const auto& [name, part] : parts()) {
            const std::vector<float>& values = targets_in(*part);
            for (std::size_t i = 0; i < values.size(); ++i)
                look_at(name, static_cast<std::int64_t>(i) / elements_, values[i]);
            for (std::int64_t sample = 0; elements_ > 1 && sample < part->count; ++sample)
                add_up(name, sample, values);
        }
    }

    void look_at(const char* part, std::int64_t sample, float value) {
        const auto number = static_cast<double>(value);
        if (!seen_) facts_->smallest = facts_->largest = number;
        seen_ = true;
        facts_->smallest = std::min(facts_->smallest, number);
        facts_->largest = std::max(facts_->largest, number);
        constexpr float rounding = 1e-5F;
        if (value < -rounding || value > 1 + rounding)
            facts_->outside.try_emplace(TargetRange::zero_to_one, part, sample, number);
        if (value < 0) facts_->outside.try_emplace(TargetRange::not_negative, part, sample, number);
        if (value != -1 && value != 0 && value != 1)
            facts_->outside.try_emplace(TargetRange::signs, part, sample, number);
    }

    void add_up(const char* part, std::int64_t sample, const std::vector<float>& values) {
        double sum = 0;
        const auto first = values.begin() + sample * elements_;
        std::for_each(first, first + elements_, [&](float value) { sum += static_cast<double>(value); });
        if (std::abs(sum - 1) > 1e-3) facts_->outside.try_emplace(TargetRange::shares, part, sample, sum);
    }

    /// Finds the first label that no class has, in any part.
    [[nodiscard]] std::optional<Problem> wrong_label(const ProblemKind& kind, std::int64_t allowed) const {
        const auto classes = static_cast<float>(allowed);
        for (const auto& [name, part] : parts()) {
            const std::vector<float>& labels = targets_in(*part);
            const auto is_wrong = [&](float label) { return !is_class_number(label, classes); };
            const auto first = std::ranges::find_if(labels, is_wrong);
            if (first == labels.end()) continue;
            return Problem(kind,
                           {{"label", to_text(Value(static_cast<double>(*first)))},
                            {"sample", std::int64_t{first - labels.begin()}},
                            {"part", name},
                            {"classes", allowed},
                            {"count", std::int64_t{std::ranges::count_if(labels, is_wrong)}}},
                           where_);
        }
        return std::nullopt;
    }

    void check_named() {
        if (auto problem = wrong_label(data_label_range, limits::classes)) throw Error(*std::move(problem));
        if (auto problem = wrong_label(data_label, static_cast<std::int64_t>(names_->size())))
            throw Error(*std::move(problem));
        if (!facts_->beyond_training) facts_->training_classes = static_cast<int>(names_->size());
    }

    /// Counts classes named by their numbers, one number for each sample, unless the numbers cannot be meant
    /// as such.
    void count_classes() {
        facts_->is_numbered = true;
        auto problem = wrong_label(data_label_range, limits::classes);
        const auto largest = problem ? 0 : static_cast<std::size_t>(facts_->largest);
        if (!problem) {
            facts_->training_classes =
                static_cast<int>(*std::ranges::max_element(targets_in(dataset_.training))) + 1;
            const bool is_given = facts_->given_names.size() > largest;
            if (is_given) facts_->training_classes = static_cast<int>(facts_->given_names.size());
            facts_->beyond_training = wrong_label(data_label, facts_->training_classes);
            if (!is_given) problem = gap(largest + 1);
            if (problem && facts_->beyond_training) problem = facts_->beyond_training;
        }
        if (problem) {
            facts_->label_problems.push_back(*std::move(problem));
            if (shape_->rank() == 0) *shape_ = {1};
            return;
        }
        name_classes(largest + 1);
    }

    /// Takes the given names, if there are enough, or the numbers.
    void name_classes(std::size_t classes) {
        const std::vector<std::string>& given = facts_->given_names;
        if (given.size() >= classes && (given.size() == classes || !facts_->is_one_hot)) {
            *names_ = given;
            return;
        }
        if (!given.empty())
            dataset_.summary.notes.emplace_back(data_given_names,
                                                Value::Map{{"found", static_cast<std::int64_t>(given.size())},
                                                           {"wanted", static_cast<std::int64_t>(classes)}},
                                                where_);
        for (std::size_t i = 0; i < classes; ++i) names_->push_back(std::to_string(i));
    }

    /// Reports classes that were only counted and are mostly empty: a label is wrong, not the number of
    /// classes.
    [[nodiscard]] std::optional<Problem> gap(std::size_t classes) const {
        std::vector<std::int64_t> samples(classes);
        for (const auto& [name, part] : parts()) {
            for (const float label : targets_in(*part)) ++samples[static_cast<std::size_t>(label)];
        }
        const auto empty = std::ranges::count(samples, 0);
        if (classes < many_classes || empty * 2 < static_cast<std::int64_t>(classes)) return std::nullopt;
        for (const auto& [name, part] : parts()) {
            const auto& labels = targets_in(*part);
            const auto found = std::ranges::find(labels, static_cast<float>(classes - 1));
            if (found == labels.end()) continue;
            return Problem(data_label_gap,
                           {{"label", static_cast<std::int64_t>(classes) - 1},
                            {"sample", std::int64_t{found - labels.begin()}},
                            {"part", name},
                            {"count", std::ranges::count(labels, *found)},
                            {"empty", std::int64_t{empty}},
                            {"classes", static_cast<std::int64_t>(classes)}},
                           where_);
        }
        return std::nullopt;
    }

    /// Stores rows with a single 1 as class numbers: every reader of classes can use them, and a loss gets
    /// the same rows again.
    void shorten_one_hot() {
        if (elements_ > limits::classes) return;
        for (const auto& [name, part] : parts()) {
            const float* const values = targets_in(*part).data();
            for (std::int64_t sample = 0; sample < part->count; ++sample) {
                if (!is_one_hot(values + sample * elements_, elements_)) return;
            }
        }
        facts_->is_numbered = facts_->is_one_hot = true;
        facts_->training_classes = static_cast<int>(elements_);
        name_classes(static_cast<std::size_t>(elements_));
        for (const auto& [name, part] : parts()) {
            std::vector<float>& values = targets_in(*part);
            for (std::int64_t sample = 0; sample < part->count; ++sample) {
                const auto row = values.begin() + sample * elements_;
                values[static_cast<std::size_t>(sample)] =
                    static_cast<float>(std::find(row, row + elements_, 1.0F) - row);
            }
            values.resize(static_cast<std::size_t>(part->count));
            values.shrink_to_fit();
        }
    }

    void note_empty_classes() {
        std::vector<std::int64_t> samples(names_->size());
        for (const float label : targets_in(dataset_.training)) ++samples[static_cast<std::size_t>(label)];
        const auto empty = std::ranges::count(samples, 0);
        facts_->empty_classes = static_cast<int>(empty);
        // Numbers may still be values, none of which is missing.
        std::vector<Problem>& notes =
            facts_->is_numbered || number_ > 0 ? facts_->label_problems : dataset_.summary.notes;
        constexpr std::int64_t few = 3;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            if (samples[i] > 0) continue;
            const std::string& name = (*names_)[i];
            if (facts_->first_empty_class.empty()) facts_->first_empty_class = name;
            if (empty <= few) {
                notes.emplace_back(data_empty_class, Value::Map{{"class", name}});
            } else {
                notes.emplace_back(data_empty_classes,
                                   Value::Map{{"count", std::int64_t{empty}},
                                              {"classes", static_cast<std::int64_t>(samples.size())},
                                              {"class", name}});
                return;
            }
        }
    }

    Dataset& dataset_;
    int number_;
    Where where_;
    std::vector<std::string>* names_ = nullptr;
    Shape* shape_ = nullptr;
    TargetFacts* facts_ = nullptr;
    std::int64_t elements_ = 1;
    bool seen_ = false;
};

}  // namespace

void describe_targets(Dataset& dataset, const std::string& file) {
    for (int number = 0; number <= static_cast<int>(dataset.summary.more_targets.size()); ++number)
        TargetReader(dataset, number, file).read();
}

bool has_rare_numbers(const Dataset& dataset) {
    const auto classes = dataset.summary.class_names.size();
    return dataset.summary.target_facts.is_numbered && classes >= many_classes &&
           static_cast<std::int64_t>(classes) * 2 > dataset.training.count;
}

}  // namespace glassnet

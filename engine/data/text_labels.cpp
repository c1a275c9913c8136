// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/text_labels.h"

#include "base/limits.h"
#include "base/natural_order.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

namespace glassnet {

namespace {

constexpr ProblemKind text_beyond_training{
    "data.text_beyond_training", Severity::error,
    "the label “{class}” is in the {part} part but not in the training part",
    "Add training samples of the class, or remove it."};
constexpr ProblemKind text_empty{"data.text_empty", Severity::error,
                                 "the label of sample {sample} of the {part} part is an empty text ({count} "
                                 "such labels)",
                                 "Remove these samples or name their class."};
constexpr ProblemKind text_classes{
    "data.text_classes", Severity::error,
    "there are {found} different texts as labels, at most {limit} classes are allowed",
    "Save texts that name classes; what differs from sample to sample cannot be learned."};
constexpr ProblemKind text_order{"data.class_names_lack", Severity::warning,
                                 "the given names of classes are not used: “{class}” is not among them",
                                 "Name all classes that the labels name."};

struct LabelPart {
    const char* name;
    const std::vector<std::string>* labels;
    DataPart* part;
};

using NaturalSet = std::set<std::string, decltype(&natural_less)>;

class TextNumbering {
public:
    TextNumbering(Dataset& dataset, int number, const TextLabels& labels, Where where)
        : dataset_(dataset),
          number_(number),
          where_(std::move(where)),
          parts_{LabelPart{"training", &labels.training, &dataset.training},
                 {"validation", &labels.validation, &dataset.validation},
                 {"test", &labels.test, &dataset.test}} {
        DatasetSummary& summary = dataset.summary;
        TargetSummary* further =
            number == 0 ? nullptr : &summary.more_targets[static_cast<std::size_t>(number - 1)];
        names_ = further ? &further->class_names : &summary.class_names;
        facts_ = further ? &further->facts : &summary.target_facts;
    }

    void run(const std::vector<std::string>& given) {
        auto problem = empty_label();
        if (!problem) {
            collect_names();
            problem = too_many();
        }
        if (problem) {
            names_->clear();
            facts_->missing = std::move(problem);
        } else if (!given.empty()) {
            take(given);
        }
        store();
    }

private:
    [[nodiscard]] std::optional<Problem> empty_label() const {
        for (const auto& [name, labels, part] : parts_) {
            const auto first = std::ranges::find(*labels, "");
            if (first == labels->end()) continue;
            return Problem(text_empty,
                           {{"sample", std::int64_t{first - labels->begin()}},
                            {"part", name},
                            {"count", std::int64_t{std::count(first, labels->end(), "")}}},
                           where_);
        }
        return std::nullopt;
    }

    void collect_names() {
        NaturalSet known(&natural_less);
        for (const auto& [name, labels, part] : parts_) {
            NaturalSet found(&natural_less);
            for (const std::string& label : *labels)
                if (!known.contains(label)) found.insert(label);
            if (!known.empty() && !found.empty() && !facts_->beyond_training) {
                facts_->training_classes = static_cast<int>(names_->size());
                facts_->beyond_training = Problem(
                    text_beyond_training, Value::Map{{"class", *found.begin()}, {"part", name}}, where_);
            }
            names_->insert(names_->end(), found.begin(), found.end());
            known.merge(found);
        }
    }

    [[nodiscard]] std::optional<Problem> too_many() const {
        if (std::ssize(*names_) <= limits::classes) return std::nullopt;
        return Problem(text_classes,
                       {{"found", static_cast<std::int64_t>(names_->size())}, {"limit", limits::classes}},
                       where_);
    }

    /// Takes the given names and their order if all labels are among them.
    void take(const std::vector<std::string>& given) {
        const std::set<std::string> known(given.begin(), given.end());
        const auto unknown =
            std::ranges::find_if(*names_, [&](const std::string& name) { return !known.contains(name); });
        if (unknown != names_->end()) {
            dataset_.summary.notes.emplace_back(text_order, Value::Map{{"class", *unknown}}, where_);
            return;
        }
        *names_ = given;
        facts_->beyond_training.reset();
        facts_->training_classes = 0;
    }

    /// Writes the numbers of the classes; 0 for all where there are none.
    void store() {
        std::unordered_map<std::string, float> numbers;
        for (std::size_t i = 0; i < names_->size(); ++i) numbers.emplace((*names_)[i], static_cast<float>(i));
        for (const auto& [name, labels, part] : parts_) {
            auto& targets =
                number_ == 0 ? part->targets : part->more_targets[static_cast<std::size_t>(number_ - 1)];
            if (labels->empty()) continue;
            std::ranges::transform(*labels, targets.begin(), [&](const std::string& label) {
                return names_->empty() ? 0.0F : numbers.at(label);
            });
        }
    }

    Dataset& dataset_;
    int number_;
    Where where_;
    std::array<LabelPart, 3> parts_;
    std::vector<std::string>* names_ = nullptr;
    TargetFacts* facts_ = nullptr;
};

}  // namespace

void number_text_labels(Dataset& dataset, int number, const TextLabels& labels,
                        const std::vector<std::string>& given, const Where& where) {
    TextNumbering(dataset, number, labels, where).run(given);
}

}  // namespace glassnet

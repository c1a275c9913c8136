// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/arrays.h"

#include "base/limits.h"
#include "base/text.h"
#include "data/array_names.h"
#include "data/array_values.h"
#include "data/class_names.h"
#include "data/data_problems.h"
#include "data/store/file_store.h"
#include "data/text_labels.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind arrays_unlabelled{"data.unlabelled", Severity::hint,
                                        "the data has no targets: only the input itself can be learned",
                                        "Save y_train and so on to learn anything else."};
constexpr ProblemKind arrays_ignored{
    "data.arrays_ignored", Severity::warning, "the array “{name}” is not used",
    "Arrays in use are x_train, y_train and y_NAME_train or what data.inputs and data.targets name, the same "
    "of test and val, sample_weight_train, which no other part has, and class_names."};
constexpr ProblemKind arrays_weights{
    "data.sample_weights", Severity::error,
    "the array “{name}” is {found}; it must hold {count} finite numbers of at least 0, not all 0",
    "Save one weight for each training sample, or leave the array out."};
constexpr ProblemKind arrays_shape{"data.arrays_shape", Severity::error,
                                   "the array “{name}” is {found}, which gives no samples",
                                   "The first side must count the samples, and no side may be 0."};

constexpr ProblemKind arrays_texts{"data.arrays_texts", Severity::error,
                                   "the array “{name}” holds texts of {found}, where {wanted}",
                                   "Only labels may be texts, one for each sample, in all parts alike."};
constexpr ProblemKind arrays_class_names{
    "data.arrays_class_names", Severity::warning, "the array “{name}” names no classes: {reason}",
    "Save the names as texts in one row: numpy.array(names, dtype=str)."};
constexpr ProblemKind arrays_channels{"data.channels_first", Severity::warning,
                                      "samples of “{name}” are {shape}, which looks like channels × height × "
                                      "width; the channels are expected last",
                                      "Turn them in NumPy before they are saved: x.transpose(0, 2, 3, 1)."};
constexpr ProblemKind arrays_mixed{"data.arrays_mixed", Severity::error,
                                   "the labels in “{name}” are {found}, those of the training part {wanted}",
                                   "Save the labels of all parts alike."};

/// Tells whether the shape looks like channels × height × width.
bool has_channels_first(const Shape& shape) {
    if (shape.rank() != 3) return false;
    const bool few_first = shape[0] == 1 || shape[0] == 3 || shape[0] == 4;
    return few_first && shape[1] > 4 && shape[2] > 4;
}

/// Returns the name that an array of another part would have: "x_test" for "x_train", "X_test" for "X".
std::string name_of_part(const std::string& training, const std::string& part) {
    constexpr std::string_view word = "train";
    const auto is_equal = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
    const auto found = std::search(training.begin(), training.end(), word.begin(), word.end(), is_equal);
    if (found == training.end()) return training + "_" + part;
    return std::string(training.begin(), found) + part +
           std::string(found + static_cast<std::ptrdiff_t>(word.size()), training.end());
}

/// Makes texts that can be shown: they become names of classes.
std::vector<std::string> all_printable(std::vector<std::string> texts) {
    for (std::string& text : texts) text = printable(text);
    return texts;
}

class ArraysReader {
public:
    ArraysReader(ReadArrays read, const std::filesystem::path& path, const DataSettings& settings)
        : read_(std::move(read)), file_(path.string()), folder_(folder_of(path)) {
        const auto none = [](const std::string&) { return false; };
        for (const auto& [name, array] : read_(none, none)) names_.push_back(name);
        roles_ = find_arrays(names_, settings, file_);
        dataset_.summary.title = path.filename().string();
        dataset_.summary.notes = roles_.notes;
        for (const ArrayRoles::Target& target : roles_.more_targets)
            dataset_.summary.more_targets.push_back({.name = target.name, .class_names = {}, .shape = {}});
        texts_.resize(1 + roles_.more_targets.size());
    }

    Dataset read() {
        if (roles_.targets.training.empty()) {
            dataset_.summary.target_facts.missing = missing_array("y_train", names_, at("y_train"));
            dataset_.summary.notes.emplace_back(arrays_unlabelled, Value::Map{}, Where{.file = file_});
        }
        arrays_ = read_([&](const std::string& name) { return is_in_use(name); },
                        [&](const std::string& name) { return names(roles_.inputs, name); });
        read_part(dataset_.training, {"train", &ArraysOfParts::training, &TextLabels::training});
        if (!roles_.sample_weights.empty()) read_sample_weights(roles_.sample_weights);
        read_part(dataset_.validation, {"val", &ArraysOfParts::validation, &TextLabels::validation});
        read_part(dataset_.test, {"test", &ArraysOfParts::test, &TextLabels::test});
        name_classes();
        for (const auto& [name, array] : arrays_)
            dataset_.summary.notes.emplace_back(arrays_ignored, Value::Map{{"name", name}}, at(name));
        return std::move(dataset_);
    }

private:
    static std::filesystem::path folder_of(const std::filesystem::path& path) {
        return std::filesystem::is_directory(path) ? path : path.parent_path();
    }

    [[nodiscard]] Where at(const std::string& name) const { return {.file = file_, .tensor = name}; }

    [[nodiscard]] static bool names(const ArraysOfParts& arrays, const std::string& name) {
        return name == arrays.training || name == arrays.validation || name == arrays.test;
    }

    [[nodiscard]] bool is_in_use(const std::string& name) const {
        const auto has = [&](const ArraysOfParts& arrays) { return names(arrays, name); };
        return has(roles_.inputs) || has(roles_.targets) || name == roles_.sample_weights ||
               std::ranges::any_of(roles_.more_targets, has, &ArrayRoles::Target::arrays);
    }

    PlacedArray take(const std::string& name) {
        auto node = arrays_.extract(name);
        if (node.empty()) throw Error({missing_array(name, names_, at(name))});
        const auto& shape = std::visit(
            [](const auto& array) -> const auto& { return array.shape; }, node.mapped());
        if (shape.empty() || shape.size() > static_cast<std::size_t>(Shape::max_rank) ||
            std::ranges::find(shape, 0) != shape.end()) {
            throw Error(arrays_shape, {{"name", name}, {"found", sides_text(shape)}}, at(name));
        }
        return std::move(node.mapped());
    }

    StoredTensor take_numbers(const std::string& name) {
        PlacedArray array = take(name);
        if (auto* const tensor = std::get_if<StoredTensor>(&array)) return std::move(*tensor);
        throw texts_error(name, std::get<StoredTexts>(array).shape, "numbers are needed");
    }

    /// Inputs of a part: all numbers, or their place.
    struct Inputs {
        std::int64_t count = 0;
        Shape shape{};  // of a sample
        SampleValues values{};
    };
    Inputs take_inputs(const std::string& name) {
        PlacedArray array = take(name);
        if (const auto* const texts = std::get_if<StoredTexts>(&array))
            throw texts_error(name, texts->shape, "numbers are needed");
        if (const auto* const place = std::get_if<ArrayInFile>(&array)) {
            const Shape shape = sample_shape_of(place->shape);
            return {place->shape[0], shape,
                    values_in_file({.file = place->file,
                                    .offset = place->offset,
                                    .form = {.are_bytes = place->are_bytes, .elements = shape.elements()},
                                    .count = place->shape[0]})};
        }
        auto& tensor = std::get<StoredTensor>(array);
        return {tensor.shape[0], sample_shape_of(tensor.shape), inputs_from(tensor)};
    }

    [[nodiscard]] Error texts_error(const std::string& name, const std::vector<std::int64_t>& shape,
                                    const char* wanted) const {
        return Error(arrays_texts, {{"name", name}, {"found", sides_text(shape)}, {"wanted", wanted}},
                     at(name));
    }

    /// Where the arrays of a part are named, and where its labels go.
    struct PartMembers {
        const char* name;
        std::string ArraysOfParts::*arrays;
        std::vector<std::string> TextLabels::*labels;
    };

    /// Reads one part, if any array is of it.
    void read_part(DataPart& part, const PartMembers& of) {
        DatasetSummary& summary = dataset_.summary;
        if ((roles_.inputs.*of.arrays).empty() && (roles_.targets.*of.arrays).empty()) return;
        const std::string x_name = named(roles_.inputs, of);
        Inputs x = take_inputs(x_name);
        expect(summary.sample_shape, x.shape, &part == &dataset_.training, x_name);
        part.count = x.count;
        if (summary.target_facts.missing)
            part.targets.assign(static_cast<std::size_t>(part.count), 0);
        else
            part.targets =
                read_targets(part, named(roles_.targets, of), summary.target_shape, texts_[0], of.labels);
        for (std::size_t i = 0; i < roles_.more_targets.size(); ++i)
            part.more_targets.push_back(read_targets(part, named(roles_.more_targets[i].arrays, of),
                                                     summary.more_targets[i].shape, texts_[i + 1],
                                                     of.labels));
        part.inputs = std::move(x.values);
        if (&part == &dataset_.training && has_channels_first(summary.sample_shape))
            summary.notes.emplace_back(arrays_channels,
                                       Value::Map{{"name", x_name}, {"shape", to_text(summary.sample_shape)}},
                                       at(x_name));
    }

    /// Returns the name of the array that a part needs. Throws Error where there is none.
    [[nodiscard]] std::string named(const ArraysOfParts& arrays, const PartMembers& of) const {
        if (!(arrays.*of.arrays).empty()) return arrays.*of.arrays;
        const std::string name = name_of_part(arrays.training, of.name);
        throw Error({missing_array(name, names_, at(name))});
    }

    /// Reads the targets of one name of a part; texts go to `known` and are numbered when all parts are
    /// there.
    std::vector<float> read_targets(const DataPart& part, const std::string& name, Shape& shape,
                                    TextLabels& known, std::vector<std::string> TextLabels::*of_part) {
        PlacedArray array = take(name);
        std::vector<std::string>& labels = known.*of_part;
        auto* const texts = std::get_if<StoredTexts>(&array);
        const std::int64_t count = texts ? texts->shape[0] : std::get<StoredTensor>(array).shape[0];
        if (part.count != count)
            throw Error(data_problems::count_mismatch, {{"inputs", part.count}, {"labels", count}}, at(name));
        const bool is_training = &part == &dataset_.training;
        if (!is_training && (texts != nullptr) == known.training.empty())
            throw Error(arrays_mixed,
                        {{"name", name},
                         {"found", texts ? "texts" : "numbers"},
                         {"wanted", texts ? "numbers" : "texts"}},
                        at(name));
        if (texts) {
            if (!is_one_each(texts->shape))
                throw texts_error(name, texts->shape, "one for each sample is needed");
            expect(shape, {}, is_training, name);
            labels = all_printable(std::move(texts->texts));
            return std::vector<float>(labels.size());
        }
        auto& y = std::get<StoredTensor>(array);
        expect(shape, holds_classes(y) ? Shape() : target_shape_of(y), is_training, name);
        if (auto problem = rounding_of(y, at(name))) dataset_.summary.notes.push_back(*std::move(problem));
        return targets_from(y);
    }

    void read_sample_weights(const std::string& name) {
        StoredTensor array = take_numbers(name);
        const std::string found = sides_text(array.shape);
        const bool fits = array.shape.size() == 1 && array.shape[0] == dataset_.training.count;
        std::vector<float> weights = targets_from(array);
        const bool good =
            std::ranges::all_of(weights, [](float weight) { return std::isfinite(weight) && weight >= 0; }) &&
            std::ranges::any_of(weights, [](float weight) { return weight > 0; });
        if (!fits || !good)
            throw Error(arrays_weights,
                        {{"name", name}, {"found", found}, {"count", dataset_.training.count}}, at(name));
        dataset_.training.sample_weights = std::move(weights);
    }

    /// Takes the shape from the training part; the others must have it.
    void expect(Shape& known, const Shape& found, bool is_training, const std::string& name) const {
        if (is_training) known = found;
        if (known == found) return;
        throw Error(data_problems::sides_differ,
                    {{"part", name}, {"found", to_text(found)}, {"wanted", to_text(known)}}, at(name));
    }

    /// Makes classes of texts, and names classes as the names beside them say.
    void name_classes() {
        std::vector<std::string> given = given_names();
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            std::vector<std::string> names = i == 0 ? given : given_names_of(i - 1);
            const ArraysOfParts& arrays = i == 0 ? roles_.targets : roles_.more_targets[i - 1].arrays;
            if (!texts_[i].training.empty())
                number_text_labels(dataset_, static_cast<int>(i), texts_[i], names, at(arrays.training));
            else if (i > 0)
                dataset_.summary.more_targets[i - 1].facts.given_names = std::move(names);
        }
        const bool has_numbers = texts_[0].training.empty() && !dataset_.summary.target_facts.missing;
        if (has_numbers) dataset_.summary.target_facts.given_names = std::move(given);
    }

    /// Returns the names of classes that lie beside the arrays: in an array, or in class_names.txt.
    std::vector<std::string> given_names() {
        for (const std::string& name : roles_.class_names) {
            auto names = names_in_array(name);
            if (!names.empty()) return names;
        }
        try {
            return read_class_names(folder_);
        } catch (const Error& error) {
            note_no_names("class_names.txt", error.problems().front().what());
            return {};
        }
    }

    /// Returns the names of classes of a further target: the array “class_names_NAME”.
    std::vector<std::string> given_names_of(std::size_t further) {
        const std::string array = "class_names_" + roles_.more_targets[further].name;
        const bool is_there = std::ranges::find(names_, array) != names_.end();
        return is_there ? names_in_array(array) : std::vector<std::string>();
    }

    /// Returns the texts of an array; nothing where it holds anything else, which nobody needs.
    std::vector<std::string> names_in_array(const std::string& name) {
        try {
            Arrays found = read_([&](const std::string& each) { return each == name; },
                                 [](const std::string&) { return false; });
            auto* const texts = std::get_if<StoredTexts>(&found.at(name));
            if (!texts || texts->shape.size() != 1) return {};
            arrays_.erase(name);
            return all_printable(std::move(texts->texts));
        } catch (const Error& error) {
            arrays_.erase(name);
            note_no_names(name, error.problems().front().what());
            return {};
        }
    }

    void note_no_names(const std::string& name, const std::string& reason) {
        dataset_.summary.notes.emplace_back(arrays_class_names,
                                            Value::Map{{"name", name}, {"reason", reason}}, at(name));
    }

    ReadArrays read_;
    std::string file_;
    std::filesystem::path folder_;
    std::vector<std::string> names_;  // of all arrays
    ArrayRoles roles_;
    Arrays arrays_;
    std::vector<TextLabels> texts_;  // of all targets, the data's own first
    Dataset dataset_;
};

}  // namespace

Dataset read_arrays(const ReadArrays& read, const std::filesystem::path& path, const DataSettings& settings) {
    return ArraysReader(read, path, settings).read();
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/arrays.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/data_problems.h"
#include "formats/npz.h"
#include "formats/safetensors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind arrays_missing{
    "data.arrays_missing", Severity::error, "the array “{name}” is missing; there are: {found}",
    "Save the arrays as x_train, y_train, x_test, y_test and, if wanted, x_val, y_val; further targets as "
    "y_NAME_train and so on. Where only the input itself is learned, leave all y out."};
constexpr ProblemKind arrays_unlabelled{"data.unlabelled", Severity::hint,
                                        "the data has no targets: only the input itself can be learned",
                                        "Save y_train and so on to learn anything else."};
constexpr ProblemKind arrays_ignored{
    "data.arrays_ignored", Severity::warning, "the array “{name}” is not used",
    "Arrays in use are x_train, y_train and y_NAME_train, the same of test and val, and "
    "sample_weight_train, which no other part has."};
constexpr ProblemKind arrays_weights{
    "data.sample_weights", Severity::error,
    "the array “{name}” is {found}; it must hold {count} finite numbers of at least 0, not all 0",
    "Save one weight for each training sample, or leave the array out."};
constexpr ProblemKind arrays_shape{"data.arrays_shape", Severity::error,
                                   "the array “{name}” is {found}, which gives no samples",
                                   "The first side must count the samples, and no side may be 0."};

using Arrays = std::map<std::string, StoredTensor>;

std::string sides_text(const StoredTensor& array) {
    const Value::List sides(array.shape.begin(), array.shape.end());
    return sides.empty() ? "a single number" : to_text(Value(sides));
}

/// Moves bytes, converts all else to float.
std::variant<std::vector<std::uint8_t>, std::vector<float>> inputs_from(StoredTensor& array) {
    if (auto* bytes = std::get_if<std::vector<std::uint8_t>>(&array.values)) return std::move(*bytes);
    if (auto* floats = std::get_if<std::vector<float>>(&array.values)) return std::move(*floats);
    return std::visit(
        [](const auto& values) {
            std::vector<float> floats(values.size());
            std::ranges::transform(values, floats.begin(),
                                   [](auto value) { return static_cast<float>(value); });
            return floats;
        },
        array.values);
}

std::vector<float> targets_from(StoredTensor& array) {
    return std::visit([](auto&& values) { return std::vector<float>(values.begin(), values.end()); },
                      inputs_from(array));
}

bool holds_classes(const StoredTensor& array) {
    const bool is_whole = std::holds_alternative<std::vector<std::int64_t>>(array.values) ||
                          std::holds_alternative<std::vector<std::uint8_t>>(array.values);
    const bool is_one_each = array.shape.size() == 1 || (array.shape.size() == 2 && array.shape[1] == 1);
    return is_whole && is_one_each;
}

Shape sample_shape_of(const StoredTensor& array) {
    std::vector<std::int64_t> sides(array.shape.begin() + 1, array.shape.end());
    if (sides.empty() || sides.size() == 2) sides.push_back(1);
    return Shape(std::span<const std::int64_t>(sides));
}

/// Tells whether a data set may use an array of this name; all others may be of any kind.
bool is_in_use(const std::string& name) {
    if (name == "sample_weight_train") return true;
    const bool is_of_a_part = name.ends_with("_train") || name.ends_with("_test") || name.ends_with("_val");
    return is_of_a_part &&
           (name.starts_with("y_") || name == "x_train" || name == "x_test" || name == "x_val");
}

class ArraysReader {
public:
    ArraysReader(Arrays arrays, const std::filesystem::path& path)
        : arrays_(std::move(arrays)), file_(path.string()) {
        for (const auto& [name, array] : arrays_) found_ += (found_.empty() ? "" : ", ") + name;
        dataset_.summary.title = path.filename().string();
    }

    Dataset read() {
        name_targets();
        if (std::ranges::none_of(arrays_, [](const auto& array) { return array.first.starts_with("y_"); })) {
            dataset_.summary.target_facts.missing = missing("y_train");
            dataset_.summary.notes.emplace_back(arrays_unlabelled, Value::Map{}, Where{.file = file_});
        }
        read_part(dataset_.training, "train");
        if (arrays_.contains("sample_weight_train")) read_sample_weights("sample_weight_train");
        for (const auto& [part, name] :
             {std::pair(&dataset_.validation, "val"), std::pair(&dataset_.test, "test")}) {
            if (arrays_.contains(std::string("x_") + name) || arrays_.contains(std::string("y_") + name))
                read_part(*part, name);
        }
        for (const auto& [name, array] : arrays_)
            dataset_.summary.notes.emplace_back(arrays_ignored, Value::Map{{"name", name}}, at(name));
        return std::move(dataset_);
    }

private:
    [[nodiscard]] Where at(const std::string& name) const { return {.file = file_, .tensor = name}; }

    [[nodiscard]] Problem missing(const std::string& name) const {
        return Problem(arrays_missing, {{"name", name}, {"found", found_.empty() ? "none" : found_}},
                       at(name));
    }

    StoredTensor take(const std::string& name) {
        auto node = arrays_.extract(name);
        if (node.empty()) throw Error({missing(name)});
        const auto& shape = node.mapped().shape;
        if (shape.empty() || shape.size() > static_cast<std::size_t>(Shape::max_rank) ||
            std::ranges::find(shape, 0) != shape.end()) {
            throw Error(arrays_shape, {{"name", name}, {"found", sides_text(node.mapped())}}, at(name));
        }
        return std::move(node.mapped());
    }

    /// Makes every y_NAME_train a further target, in the order of the names.
    void name_targets() {
        constexpr std::string_view begin = "y_", end = "_train";
        for (const auto& [name, array] : arrays_) {
            if (name.size() > begin.size() + end.size() && name.starts_with(begin) && name.ends_with(end))
                dataset_.summary.more_targets.push_back(
                    {.name = name.substr(begin.size(), name.size() - begin.size() - end.size()),
                     .class_names = {},
                     .shape = {}});
        }
    }

    void read_part(DataPart& part, const std::string& name) {
        const std::string x_name = "x_" + name;
        StoredTensor x = take(x_name);
        expect(dataset_.summary.sample_shape, sample_shape_of(x), &part == &dataset_.training, x_name);
        part.count = x.shape[0];
        if (dataset_.summary.target_facts.missing)
            part.targets.assign(static_cast<std::size_t>(part.count), 0);
        else
            part.targets = read_targets(part, "y_" + name, dataset_.summary.target_shape);
        for (TargetSummary& target : dataset_.summary.more_targets)
            part.more_targets.push_back(read_targets(part, "y_" + target.name + "_" + name, target.shape));
        part.inputs = inputs_from(x);
    }

    std::vector<float> read_targets(const DataPart& part, const std::string& name, Shape& shape) {
        StoredTensor y = take(name);
        if (part.count != y.shape[0])
            throw Error(data_problems::count_mismatch, {{"inputs", part.count}, {"labels", y.shape[0]}},
                        at(name));
        expect(shape, holds_classes(y) ? Shape() : target_shape_of(y), &part == &dataset_.training, name);
        return targets_from(y);
    }

    void read_sample_weights(const std::string& name) {
        StoredTensor array = take(name);
        const std::string found = sides_text(array);
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

    static Shape target_shape_of(const StoredTensor& array) {
        if (array.shape.size() == 1) return {1};
        return Shape(std::span(array.shape).subspan(1));
    }

    /// Takes the shape from the training part; the others must have it.
    void expect(Shape& known, const Shape& found, bool is_training, const std::string& name) const {
        if (is_training) known = found;
        if (known == found) return;
        throw Error(data_problems::sides_differ,
                    {{"part", name}, {"found", to_text(found)}, {"wanted", to_text(known)}}, at(name));
    }

    Arrays arrays_;
    std::string file_;
    std::string found_;  // the names of all arrays
    Dataset dataset_;
};

}  // namespace

Dataset load_npz_dataset(const std::filesystem::path& path) {
    return ArraysReader(read_npz(read_file(path, limits::data_file_bytes), path.string(), is_in_use), path)
        .read();
}

Dataset load_safetensors_dataset(const std::filesystem::path& path) {
    return ArraysReader(
               read_safetensors(read_file(path, limits::data_file_bytes), path.string(), is_in_use).tensors,
               path)
        .read();
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "data/arrays.h"
#include "data/builtin.h"
#include "data/idx.h"
#include "data/image_folder.h"
#include "data/split.h"
#include "formats/content.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind data_missing{"data.missing", Severity::error, "the data “{source}” are not there", "Choose the data set again."};
constexpr ProblemKind data_format{"data.format", Severity::error, "“{source}” is {found}, no data set that can be read",
                                  "Choose an IDX file or folder, a folder of pictures, an .npz or a .safetensors file."};
constexpr ProblemKind data_code{"data.code", Severity::error, "“{source}” contains code and is not opened",
                                "Convert it to .npz or .safetensors with the program that wrote it."};
constexpr ProblemKind data_empty{"data.empty", Severity::error, "there are no samples for training", "Choose another data set."};
constexpr ProblemKind data_one_class{"data.one_class", Severity::error, "there is only one class; at least 2 are needed",
                                     "Add samples of another class, each class in its own folder."};
constexpr ProblemKind data_label{
    "data.label", Severity::error,
    "label {label} at sample {sample} of the {part} part: there are {classes} classes, numbered from 0 ({count} such labels)",
    "Mend the labels, or name all classes."};
constexpr ProblemKind data_label_range{"data.label_range", Severity::error,
                                       "label {label} at sample {sample} of the {part} part is no class number ({count} such labels)",
                                       "Labels are whole numbers from 0 on, at most 10,000 classes; other targets need two dimensions."};
constexpr ProblemKind data_not_finite{"data.not_finite", Severity::error,
                                      "sample {sample} of the {part} part holds NaN or infinity ({count} such values)",
                                      "Remove these samples or replace the values."};
constexpr ProblemKind data_label_gap{
    "data.label_gap", Severity::error,
    "label {label} at sample {sample} of the training part ({count} such labels): {empty} of {classes} classes would be empty",
    "Mend the label; classes are numbered from 0 without gaps."};
constexpr ProblemKind data_empty_classes{"data.empty_classes", Severity::warning,
                                         "{count} of {classes} classes have no training sample, “{class}” is the first",
                                         "Add samples, or remove the classes."};
constexpr ProblemKind data_empty_class{"data.empty_class", Severity::warning, "class “{class}” has no training sample",
                                       "Add samples, or remove the class."};

struct NamedPart {
    std::string_view name;
    const DataPart* part;
};

std::array<NamedPart, 3> parts_of(const Dataset& dataset) {
    return {NamedPart{"training", &dataset.training}, {"validation", &dataset.validation}, {"test", &dataset.test}};
}

/// Reads any file or folder by what it is, not by what it is called.
Dataset load_path(const fs::path& path, const DataSettings& settings) {
    if (fs::is_directory(path)) return is_idx_folder(path) ? load_idx(path) : load_image_folder(path, settings);
    if (!fs::exists(path)) throw Error(data_missing, {{"source", settings.source}}, {.file = path.string(), .setting = "data.source"});
    const Value::Map source{{"source", settings.source}};
    const Where where{.file = path.string(), .setting = "data.source"};
    const auto begin = first_bytes(path, 64);
    const Content content = content_of(begin);
    switch (content) {
        case Content::idx:
        case Content::gzip:
            return load_idx(path);
        case Content::zip:
            return load_npz_dataset(path);
        case Content::pickle:
            throw Error(data_code, source, where);
        default:
            break;
    }
    if (path.extension() == ".safetensors") return load_safetensors_dataset(path);
    throw Error(data_format, {{"source", settings.source}, {"found", to_text(content)}}, where);
}

bool is_class_number(float label, float classes) { return label >= 0 && label < classes && label == std::floor(label); }

/// As many classes as the training labels tell, named by their numbers.
std::vector<std::string> numbered_classes(const std::vector<float>& labels) {
    std::vector<std::string> names;
    const float largest = labels.empty() ? 0 : *std::ranges::max_element(labels);
    for (int i = 0; i <= static_cast<int>(largest); ++i) names.push_back(std::to_string(i));
    return names;
}

/// Of the targets of one number (DatasetSummary::target).
void check_labels(const Dataset& dataset, int number, const ProblemKind& wrong, std::int64_t allowed) {
    const auto classes = static_cast<float>(allowed);
    for (const auto& [name, part] : parts_of(dataset)) {
        if (part->count == 0) continue;
        const std::vector<float>& labels = part->targets_of(number);
        const auto is_wrong = [&](float label) { return !is_class_number(label, classes); };
        const auto first = std::ranges::find_if(labels, is_wrong);
        if (first == labels.end()) continue;
        throw Error(wrong, {{"label", to_text(Value(static_cast<double>(*first)))},
                            {"sample", std::int64_t{first - labels.begin()}},
                            {"part", name},
                            {"classes", allowed},
                            {"count", std::int64_t{std::ranges::count_if(labels, is_wrong)}}});
    }
}

/// Further targets that are class numbers get their classes' names, and no label may lie outside.
void check_more_targets(Dataset& dataset) {
    for (std::size_t i = 0; i < dataset.summary.more_targets.size(); ++i) {
        TargetSummary& target = dataset.summary.more_targets[i];
        if (target.shape.rank() > 0) continue;
        const int number = static_cast<int>(i) + 1;
        check_labels(dataset, number, data_label_range, limits::classes);
        target.class_names = numbered_classes(dataset.training.more_targets[i]);
        check_labels(dataset, number, data_label, target.classes());
    }
}

std::vector<std::int64_t> samples_of_classes(const Dataset& dataset) {
    std::vector<std::int64_t> samples(dataset.summary.class_names.size());
    for (const float label : dataset.training.targets) ++samples[static_cast<std::size_t>(label)];
    return samples;
}

/// Classes that were only counted, most of them empty: a label is wrong, not the number of classes.
void check_gaps(const Dataset& dataset) {
    const auto samples = samples_of_classes(dataset);
    const auto empty = std::ranges::count(samples, 0);
    if (samples.size() < 20 || empty * 2 < static_cast<std::int64_t>(samples.size())) return;
    const auto& labels = dataset.training.targets;
    const auto largest = std::ranges::max_element(labels);
    throw Error(data_label_gap, {{"label", static_cast<std::int64_t>(*largest)},
                                 {"sample", std::int64_t{largest - labels.begin()}},
                                 {"count", std::ranges::count(labels, *largest)},
                                 {"empty", std::int64_t{empty}},
                                 {"classes", static_cast<std::int64_t>(samples.size())}});
}

void note_empty_classes(Dataset& dataset) {
    const auto samples = samples_of_classes(dataset);
    const auto empty = std::ranges::count(samples, 0);
    constexpr std::int64_t few = 3;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i] > 0) continue;
        const std::string& name = dataset.summary.class_names[i];
        if (empty <= few) {
            dataset.summary.notes.emplace_back(data_empty_class, Value::Map{{"class", name}});
        } else {
            dataset.summary.notes.emplace_back(
                data_empty_classes,
                Value::Map{{"count", std::int64_t{empty}}, {"classes", static_cast<std::int64_t>(samples.size())}, {"class", name}});
            return;
        }
    }
}

void check_finite(const Dataset& dataset) {
    for (const auto& [name, part] : parts_of(dataset)) {
        const auto check = [&, &part_name = name, &count = part->count](const std::vector<float>& values) {
            const auto is_wrong = [](float value) { return !std::isfinite(value); };
            const auto first = std::ranges::find_if(values, is_wrong);
            if (first == values.end()) return;
            const auto stride = static_cast<std::int64_t>(values.size()) / count;
            throw Error(data_not_finite, {{"sample", (first - values.begin()) / stride},
                                          {"part", part_name},
                                          {"count", std::int64_t{std::ranges::count_if(values, is_wrong)}}});
        };
        if (const auto* floats = std::get_if<std::vector<float>>(&part->inputs)) check(*floats);
        check(part->targets);
        for (const std::vector<float>& targets : part->more_targets) check(targets);
    }
}

double largest_of(const Dataset& dataset) {
    double largest = 0;
    for (const auto& [name, part] : parts_of(dataset)) {
        std::visit(
            [&](const auto& values) {
                for (const auto value : values) largest = std::max(largest, std::abs(static_cast<double>(value)));
            },
            part->inputs);
    }
    return largest;
}

void add_part(Sha256& hash, const DataPart& part) {
    hash.update(part.count).update(static_cast<std::int64_t>(part.inputs.index()));
    std::visit([&](const auto& values) { hash.update(std::as_bytes(std::span(values))); }, part.inputs);
    hash.update(std::as_bytes(std::span(part.targets)));
    for (const std::vector<float>& targets : part.more_targets) hash.update(std::as_bytes(std::span(targets)));
    if (!part.sample_weights.empty()) hash.update(std::as_bytes(std::span(part.sample_weights)));
}

std::string fingerprint_of(const Dataset& dataset) {
    Sha256 hash;
    const auto add_shape = [&](const Shape& shape) {
        hash.update(static_cast<std::int64_t>(shape.rank()));
        for (const std::int64_t side : shape.sides()) hash.update(side);
    };
    add_shape(dataset.summary.sample_shape);
    add_shape(dataset.summary.target_shape);
    for (const TargetSummary& target : dataset.summary.more_targets) add_shape(target.shape);
    for (const auto& [name, part] : parts_of(dataset)) add_part(hash, *part);
    return hash.hex();
}

void check_all(Dataset& dataset) {
    if (dataset.training.count == 0) throw Error(data_empty, {}, {.setting = "data.source"});
    check_finite(dataset);
    check_more_targets(dataset);
    const bool classes = dataset.summary.target_shape.rank() == 0;
    if (classes) check_labels(dataset, 0, data_label_range, limits::classes);
    const bool named = !dataset.summary.class_names.empty();
    if (classes && !named) dataset.summary.class_names = numbered_classes(dataset.training.targets);
    if (dataset.summary.class_names.empty()) return;
    if (dataset.summary.classes() == 1) throw Error(data_one_class, {}, {.setting = "data.source"});
    check_labels(dataset, 0, data_label, dataset.summary.classes());
    if (!named) check_gaps(dataset);
    note_empty_classes(dataset);
}

}  // namespace

void Dataset::read_input(const DataPart& part, std::int64_t sample, float* values) const {
    const std::int64_t size = summary.sample_shape.elements();
    std::visit([&](const auto& inputs) { std::copy_n(inputs.begin() + sample * size, size, values); }, part.inputs);
}

int Dataset::class_of(const DataPart& part, std::int64_t sample) const {
    return static_cast<int>(part.targets[static_cast<std::size_t>(sample)]);
}

std::shared_ptr<const Dataset> load_dataset(const DataSettings& settings, const std::string& folder) {
    auto dataset = std::make_shared<Dataset>();
    try {
        *dataset = is_builtin(settings.source) ? load_builtin(settings.source) : load_path(fs::path(folder) / settings.source, settings);
    } catch (const fs::filesystem_error& error) {
        throw Error(data_missing, {{"source", settings.source}}, {.file = error.path1().string(), .setting = "data.source"});
    }
    try {
        check_all(*dataset);
    } catch (const Error& error) {
        throw is_builtin(settings.source) ? error : error.in_file((fs::path(folder) / settings.source).string());
    }
    if (dataset->validation.count == 0) carve_validation(*dataset, settings.validation_split, settings.split_seed);
    DatasetSummary& summary = dataset->summary;
    summary.source = settings.source;
    summary.training_samples = dataset->training.count;
    summary.validation_samples = dataset->validation.count;
    summary.test_samples = dataset->test.count;
    summary.largest_input = largest_of(*dataset);
    dataset->fingerprint = fingerprint_of(*dataset);
    return dataset;
}

}  // namespace glassnet

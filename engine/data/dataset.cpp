// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "data/array_files.h"
#include "data/builtin.h"
#include "data/changes.h"
#include "data/data_problems.h"
#include "data/folders/folder_tree.h"
#include "data/folders/image_folder.h"
#include "data/idx.h"
#include "data/preprocessing/resize.h"
#include "data/report/data_report.h"
#include "data/split.h"
#include "data/tables/table.h"
#include "data/targets.h"
#include "formats/content.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind data_missing{"data.missing", Severity::error, "the data “{source}” are not there",
                                   "Choose the data set again."};
constexpr ProblemKind data_format{
    "data.format", Severity::error, "“{source}” is {found}, no data set that can be read",
    "Choose a folder of pictures, a table (CSV), IDX files, or arrays (.npz, .npy, .safetensors)."};
constexpr ProblemKind data_code{"data.code", Severity::error, "“{source}” contains code and is not opened",
                                "Convert it to .npz or .safetensors with the program that wrote it."};
constexpr ProblemKind data_empty{"data.empty", Severity::error, "there are no samples for training",
                                 "Choose another data set."};
constexpr ProblemKind data_not_finite{
    "data.not_finite", Severity::error,
    "sample {sample} of the {part} part holds NaN or infinity ({count} such values)",
    "Remove these samples or replace the values."};
constexpr ProblemKind data_two_kinds{"data.two_kinds", Severity::error,
                                     "the folder holds a table of a training part and pictures too",
                                     "Choose the table itself, or the folder of the pictures, as the data."};
struct NamedPart {
    std::string_view name;
    const DataPart* part;
};

std::array<NamedPart, 3> parts_of(const Dataset& dataset) {
    return {NamedPart{"training", &dataset.training},
            {"validation", &dataset.validation},
            {"test", &dataset.test}};
}

/// Reads any file or folder by its content, not by its name.
Dataset load_path(const fs::path& path, const DataSettings& settings, const LoadOptions& options) {
    if (fs::is_directory(path)) {
        if (is_idx_folder(path)) return load_idx(path, options.watch);
        if (is_arrays_folder(path)) return load_arrays_folder(path, settings, options.watch);
        if (!is_tables_folder(path)) return load_image_folder(path, settings, options);
        FileAccount others;
        if (read_folder_tree(path, others).pictures_within() > 0)
            throw Error(data_two_kinds, {}, {.file = path.string(), .setting = "data.source"});
        return load_table(path, settings, options.watch);
    }
    if (!fs::exists(path))
        throw Error(data_missing, {{"source", settings.source}},
                    {.file = path.string(), .setting = "data.source"});
    const Value::Map source{{"source", settings.source}};
    const Where where{.file = path.string(), .setting = "data.source"};
    const auto begin = first_bytes(path, 64);
    const Content content = content_of(begin);
    switch (content) {
        case Content::idx:
        case Content::gzip:
            return load_idx(path, options.watch);
        case Content::zip:
            return load_npz_dataset(path, settings, options.watch);
        case Content::pickle:
            throw Error(data_code, source, where);
        default:
            break;
    }
    if (path.extension() == ".safetensors") return load_safetensors_dataset(path, settings, options.watch);
    if (path.extension() == ".npy") return load_npy_dataset(path, settings, options.watch);
    if (is_table_file(path, content)) return load_table(path, settings, options.watch);
    throw Error(data_format, {{"source", settings.source}, {"found", to_text(content)}}, where);
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

void measure_inputs(Dataset& dataset) {
    DatasetSummary& summary = dataset.summary;
    summary.lowest_input = summary.highest_input = std::visit(
        [](const auto& values) { return static_cast<double>(values.at(0)); }, dataset.training.inputs);
    for (const auto& [name, part] : parts_of(dataset)) {
        std::visit(
            [&](const auto& values) {
                if (values.empty()) return;
                const auto [lowest, highest] = std::ranges::minmax(values);
                summary.lowest_input = std::min(summary.lowest_input, static_cast<double>(lowest));
                summary.highest_input = std::max(summary.highest_input, static_cast<double>(highest));
            },
            part->inputs);
    }
    summary.largest_input = std::max(std::abs(summary.lowest_input), std::abs(summary.highest_input));
}

std::vector<std::int64_t> constant_columns(const DataPart& part, const Shape& shape) {
    const auto columns = static_cast<std::size_t>(shape[shape.rank() - 1]);
    std::vector<std::int64_t> constant;
    std::visit(
        [&](const auto& values) {
            for (std::size_t column = 0; column < columns; ++column) {
                std::size_t at = column;
                while (at < values.size() && values[at] == values[column]) at += columns;
                if (at >= values.size()) constant.push_back(static_cast<std::int64_t>(column));
            }
        },
        part.inputs);
    return constant;
}

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

std::span<const std::byte> bytes_of(const decltype(DataPart::inputs)& inputs) {
    return std::visit([](const auto& values) { return std::as_bytes(std::span(values)); }, inputs);
}

void add_part(Sha256& hash, const DataPart& part, const DatasetSummary& summary, LoadCounter& counter) {
    constexpr std::size_t told_at_once = std::size_t{4} << 20;
    hash.update(part.count).update(static_cast<std::int64_t>(part.inputs.index()));
    const auto bytes = bytes_of(part.inputs);
    for (std::size_t at = 0; at < bytes.size(); at += told_at_once) {
        const auto piece = bytes.subspan(at, std::min(told_at_once, bytes.size() - at));
        hash.update(piece);
        counter.add(std::ssize(piece));
    }
    for (int number = 0; number <= static_cast<int>(summary.more_targets.size()); ++number)
        add_targets(hash, part, summary.target(number), number);
    if (!part.sample_weights.empty()) hash.update(std::as_bytes(std::span(part.sample_weights)));
}

std::string fingerprint_of(const Dataset& dataset, LoadCounter& counter) {
    Sha256 hash;
    const auto add_shape = [&](const Shape& shape) {
        hash.update(static_cast<std::int64_t>(shape.rank()));
        for (const std::int64_t side : shape.sides()) hash.update(side);
    };
    add_shape(dataset.summary.sample_shape);
    add_shape(dataset.summary.target_shape);
    for (const TargetSummary& target : dataset.summary.more_targets) add_shape(target.shape);
    for (const auto& [name, part] : parts_of(dataset)) add_part(hash, *part, dataset.summary, counter);
    return hash.hex();
}

/// Brings samples that are pictures to another size, those of a folder too that were not read in it.
void resize_samples(Dataset& dataset, const Resize& resize) {
    Shape& shape = dataset.summary.sample_shape;
    if (!resize.accepts(shape) || (shape[0] == resize.height && shape[1] == resize.width)) return;
    const auto size = static_cast<std::size_t>(shape.elements());
    const std::int64_t elements = std::int64_t{resize.height} * resize.width * shape[2];
    for (const Part name : all_parts) {
        const std::int64_t count = dataset.part(name).count;
        std::visit(
            [&](auto& inputs) {
                std::decay_t<decltype(inputs)> resized;
                if (count > limits::dataset_bytes / elements / std::int64_t{sizeof(inputs[0])})
                    throw Error(data_problems::pictures_large, {{"limit", limits::dataset_bytes}});
                resized.reserve(static_cast<std::size_t>(count * elements));
                for (std::size_t at = 0; at < inputs.size(); at += size) {
                    Picture picture{.height = static_cast<int>(shape[0]),
                                    .width = static_cast<int>(shape[1]),
                                    .channels = static_cast<int>(shape[2]),
                                    .values = {inputs.begin() + static_cast<std::ptrdiff_t>(at),
                                               inputs.begin() + static_cast<std::ptrdiff_t>(at + size)},
                                    .is_deep = std::is_same_v<decltype(resized), std::vector<float>>};
                    for (const float value : resize.resized(picture).values)
                        resized.push_back(static_cast<typename decltype(resized)::value_type>(value));
                }
                inputs = std::move(resized);
            },
            dataset.part(name).inputs);
    }
    shape = {resize.height, resize.width, shape[2]};
}

void check_all(Dataset& dataset, const std::string& file) {
    if (dataset.training.count == 0) throw Error(data_empty, {}, {.setting = "data.source"});
    check_finite(dataset);
    describe_targets(dataset, file);
}

}  // namespace

void Dataset::read_input(const DataPart& part, std::int64_t sample, float* values) const {
    const std::int64_t size = summary.sample_shape.elements();
    std::visit([&](const auto& inputs) { std::copy_n(inputs.begin() + sample * size, size, values); },
               part.inputs);
}

SampleRef Dataset::in_source(SampleRef sample) const {
    const DataPart& of = part(sample.part);
    return {of.is_of_training ? Part::training : sample.part,
            of.numbers.empty() ? sample.index : of.numbers[static_cast<std::size_t>(sample.index)]};
}

int Dataset::class_of(const DataPart& part, std::int64_t sample) const {
    return static_cast<int>(part.targets[static_cast<std::size_t>(sample)]);
}

namespace {

/// Loads all samples, and keeps some for validation.
std::shared_ptr<Dataset> load_whole(const DataSettings& settings, const std::string& folder,
                                    const LoadOptions& options) {
    if (auto problems = out_of_range(DataRecord(settings), "data"); !problems.empty())
        throw Error(std::move(problems));
    auto dataset = std::make_shared<Dataset>();
    try {
        *dataset = is_builtin(settings.source)
                       ? load_builtin(settings.source)
                       : load_path(fs::path(folder) / settings.source, settings, options);
    } catch (const fs::filesystem_error& error) {
        throw Error(data_missing, {{"source", settings.source}},
                    {.file = error.path1().string(), .setting = "data.source"});
    }
    const std::string file = is_builtin(settings.source) ? "" : (fs::path(folder) / settings.source).string();
    try {
        check_all(*dataset, file);
    } catch (const Error& error) {
        throw file.empty() ? error : error.in_file(file);
    }
    if (options.resize) resize_samples(*dataset, resize_of(*options.resize));
    if (dataset->validation.count == 0)
        carve_validation(*dataset, settings.validation_split, settings.split_seed);
    dataset->summary.source = settings.source;
    return dataset;
}

/// Carries the changes out and takes the measure of what remains.
void finish(Dataset& dataset, const std::vector<SampleChange>& changes, const LoadWatch& watch) {
    std::int64_t bytes = 0;
    for (const auto& [name, part] : parts_of(dataset)) bytes += std::ssize(bytes_of(part->inputs));
    LoadCounter counter(watch, LoadStage::measuring, bytes);
    counter.stay();
    apply_changes(dataset, changes);
    counter.stay();
    if (dataset.training.count == 0) throw Error(data_empty, {}, {.setting = "data.source"});
    DatasetSummary& summary = dataset.summary;
    summary.training_samples = dataset.training.count;
    summary.validation_samples = dataset.validation.count;
    summary.test_samples = dataset.test.count;
    measure_inputs(dataset);
    counter.stay();
    dataset.same = same_samples(dataset, watch);
    note_same_in_parts(dataset);
    counter.stay();
    summary.constant_columns = constant_columns(dataset.training, summary.sample_shape);
    counter.stay();
    dataset.fingerprint = fingerprint_of(dataset, counter);
}

}  // namespace

std::shared_ptr<const Dataset> load_dataset(const DataSettings& settings, const std::string& folder,
                                            const LoadOptions& options) {
    const auto dataset = load_whole(settings, folder, options);
    finish(*dataset, settings.changes, options.watch);
    return dataset;
}

std::shared_ptr<const Dataset> with_changes(const std::shared_ptr<const Dataset>& whole,
                                            const std::vector<SampleChange>& changes,
                                            const LoadWatch& watch) {
    if (changes.empty()) return whole;
    auto changed = std::make_shared<Dataset>(*whole);
    finish(*changed, changes, watch);
    return changed;
}

std::shared_ptr<const Dataset> with_resize(const Dataset& dataset, const KindSettings& resize) {
    auto resized = std::make_shared<Dataset>(dataset);
    resize_samples(*resized, resize_of(resize));
    finish(*resized, {}, {});
    return resized;
}

}  // namespace glassnet

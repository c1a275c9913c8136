// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/array_files.h"
#include "data/builtin.h"
#include "data/changes.h"
#include "data/data_problems.h"
#include "data/folders/folder_tree.h"
#include "data/folders/image_folder.h"
#include "data/idx.h"
#include "data/measure.h"
#include "data/preprocessing/resize.h"
#include "data/report/data_report.h"
#include "data/split.h"
#include "data/tables/table.h"
#include "data/targets.h"
#include "formats/content.h"

#include <filesystem>
#include <span>
#include <type_traits>

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
constexpr ProblemKind data_two_kinds{"data.two_kinds", Severity::error,
                                     "the folder holds a table of a training part and pictures too",
                                     "Choose the table itself, or the folder of the pictures, as the data."};
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

/// Brings samples that are pictures to another size, those of a folder too that were not read in it.
void resize_samples(Dataset& dataset, const Resize& resize) {
    Shape& shape = dataset.summary.sample_shape;
    if (!resize.accepts(shape) || (shape[0] == resize.height && shape[1] == resize.width)) return;
    const std::int64_t elements = std::int64_t{resize.height} * resize.width * shape[2];
    const auto resized = [&]<class T>(std::span<const T> values) {
        return resize
            .resized({.height = static_cast<int>(shape[0]),
                      .width = static_cast<int>(shape[1]),
                      .channels = static_cast<int>(shape[2]),
                      .values = {values.begin(), values.end()},
                      .is_deep = std::is_same_v<T, float>})
            .values;
    };
    for (const Part name : all_parts) {
        DataPart& part = dataset.part(name);
        if (part.count == 0) continue;
        const SampleForm form{.are_bytes = part.inputs.are_bytes(), .elements = elements};
        if (part.count > limits::dataset_bytes / form.bytes_of_a_sample())
            throw Error(data_problems::pictures_large, {{"limit", limits::dataset_bytes}});
        const auto all_resized = [&]<class T>(std::vector<T> all) {
            all.reserve(static_cast<std::size_t>(part.count * elements));
            for (std::int64_t sample = 0; sample < part.count; ++sample)
                part.inputs.visit(sample, [&](auto values) {
                    for (const float value : resized(values)) all.push_back(static_cast<T>(value));
                });
            part.inputs = SampleValues(std::move(all), elements);
        };
        if (part.inputs.are_bytes())
            all_resized(std::vector<std::uint8_t>());
        else
            all_resized(std::vector<float>());
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
    part.inputs.read(sample, values);
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
    apply_changes(dataset, changes);
    if (dataset.training.count == 0) throw Error(data_empty, {}, {.setting = "data.source"});
    DatasetSummary& summary = dataset.summary;
    summary.training_samples = dataset.training.count;
    summary.validation_samples = dataset.validation.count;
    summary.test_samples = dataset.test.count;
    measure(dataset, watch);
    note_same_in_parts(dataset);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/array_files.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/array_names.h"
#include "data/array_words.h"
#include "data/arrays.h"
#include "formats/content.h"
#include "formats/npz.h"

#include <algorithm>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind files_ambiguous{"data.files_ambiguous", Severity::error,
                                      "more than one file of arrays lies here: {files}",
                                      "Choose one of the files, or leave only one data set in the folder."};
constexpr ProblemKind array_large{
    "data.array_large", Severity::error, "the array has {bytes} bytes, at most {limit} are read into memory",
    "Save it as uint8 or float32: such arrays stay in their file, whatever their size."};
constexpr ProblemKind files_many{"data.files_many", Severity::error,
                                 "{found} .npy files in the folder, at most {limit} are allowed",
                                 "Keep only the arrays of the data set here."};

/// The files of arrays in a folder, by name, and whether pictures or folders lie beside them.
struct ArrayFolder {
    std::vector<fs::path> npy, npz;
    bool has_others = false;
};

ArrayFolder look_into(const fs::path& folder) {
    ArrayFolder found;
    std::vector<fs::path> others;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const fs::path& path = entry->path();
        std::error_code unknown;
        if (path.filename().string().starts_with('.')) continue;
        if (!entry->is_regular_file(unknown))
            found.has_others = true;
        else if (path.extension() == ".npy")
            found.npy.push_back(path);
        else if (path.extension() == ".npz")
            found.npz.push_back(path);
        else
            others.push_back(path);
    }
    std::ranges::sort(found.npy);
    std::ranges::sort(found.npz);
    if (!found.npy.empty() || !found.npz.empty())
        found.has_others = found.has_others || std::ranges::any_of(others, [](const fs::path& path) {
                               return is_picture(content_of(first_bytes(path, 64)));
                           });
    return found;
}

std::vector<std::string> names_of(const std::vector<fs::path>& files) {
    std::vector<std::string> names;
    names.reserve(files.size());
    for (const fs::path& file : files) names.push_back(file.stem().string());
    return names;
}

PlacedArray placed(StoredArray array) {
    return std::visit([](auto& one) -> PlacedArray { return std::move(one); }, array);
}

/// Reads those .npy files that are wanted; all together may be as large as a file of data.
Arrays read_files(const std::vector<fs::path>& files, const IsWanted& is_wanted, const IsWanted& may_stay,
                  const LoadWatch& watch) {
    std::int64_t bytes_of_all = 0;
    for (const fs::path& file : files) bytes_of_all += size_of_file(file);
    LoadCounter counter(watch, LoadStage::reading, bytes_of_all);
    Arrays arrays;
    std::int64_t left = limits::data_file_bytes;
    for (const fs::path& file : files) {
        const std::string name = file.stem().string();
        arrays[name] = {};
        if (!is_wanted(name)) continue;
        if (const std::int64_t size = size_of_file(file); size >= stays_in_file_from && may_stay(name)) {
            if (auto place = place_in_npy(first_bytes(file, npy_head_bytes), size, name, file.string())) {
                place->file = file;
                arrays[name] = *std::move(place);
                continue;
            }
        }
        const auto bytes = read_file(file, left, counter.adding());
        left -= static_cast<std::int64_t>(bytes.size());
        arrays[name] = placed(read_npy(bytes, name, file.string()));
    }
    return arrays;
}

/// Reads a large file of tensors: those that may stay do, if they are large and of a form that needs no
/// change.
Arrays read_large_safetensors(const fs::path& path, const IsWanted& is_wanted, const IsWanted& may_stay,
                              LoadCounter& counter) {
    Arrays arrays;
    for (const auto& [name, place] : places_in_safetensors(path)) {
        PlacedArray& array = arrays[name];
        if (!is_wanted(name)) continue;
        const bool are_bytes = place.type == "U8" || place.type == "BOOL";
        const bool can_stay = (are_bytes || place.type == "F32") && place.bytes >= stays_in_file_from;
        if (can_stay && may_stay(name)) {
            array = ArrayInFile{
                .shape = place.shape, .are_bytes = are_bytes, .file = path, .offset = place.offset};
            continue;
        }
        if (place.bytes > limits::data_file_bytes)
            throw Error(array_large, {{"bytes", place.bytes}, {"limit", limits::data_file_bytes}},
                        {.file = path.string(), .tensor = name});
        array = read_tensor_at(path, place);
        counter.add(place.bytes);
    }
    return arrays;
}

}  // namespace

Dataset load_npz_dataset(const fs::path& path, const DataSettings& settings, const LoadWatch& watch) {
    LoadCounter counter(watch, LoadStage::reading, size_of_file(path));
    if (size_of_file(path) >= stays_in_file_from)
        return read_arrays(
            [&](const IsWanted& is_wanted, const IsWanted& may_stay) {
                return read_large_npz(path, is_wanted, may_stay, counter.adding());
            },
            path, settings);
    const auto bytes = read_file(path, limits::data_file_bytes, counter.adding());
    const auto read = [&](const IsWanted& is_wanted, const IsWanted&) {
        Arrays arrays;
        for (auto& [name, array] : read_npz(bytes, path.string(), is_wanted, counter.staying()))
            arrays[name] = placed(std::move(array));
        return arrays;
    };
    return read_arrays(read, path, settings);
}

Dataset load_safetensors_dataset(const fs::path& path, const DataSettings& settings, const LoadWatch& watch) {
    LoadCounter counter(watch, LoadStage::reading, size_of_file(path));
    if (size_of_file(path) >= stays_in_file_from)
        return read_arrays(
            [&](const IsWanted& is_wanted, const IsWanted& may_stay) {
                return read_large_safetensors(path, is_wanted, may_stay, counter);
            },
            path, settings);
    const auto bytes = read_file(path, limits::data_file_bytes, counter.adding());
    const auto read = [&](const IsWanted& is_wanted, const IsWanted&) {
        counter.stay();
        auto stored = read_safetensors(bytes, path.string(), is_wanted, TensorTypes::any_number);
        Arrays arrays;
        for (auto& [name, tensor] : stored.tensors) arrays[name] = std::move(tensor);
        return arrays;
    };
    return read_arrays(read, path, settings);
}

bool is_arrays_folder(const fs::path& folder) {
    const ArrayFolder found = look_into(folder);
    if (!found.has_others) return !found.npy.empty() || !found.npz.empty();
    return has_training_inputs(names_of(found.npy));
}

Dataset load_arrays_folder(const fs::path& folder, const DataSettings& settings, const LoadWatch& watch) {
    const ArrayFolder found = look_into(folder);
    if (found.npz.size() > 1 || (!found.npz.empty() && !found.npy.empty())) {
        std::string files;
        for (const fs::path& file : found.npz)
            files += (files.empty() ? "" : ", ") + file.filename().string();
        if (!found.npy.empty()) files += " and " + std::to_string(found.npy.size()) + " .npy files";
        throw Error(files_ambiguous, {{"files", files}}, {.file = folder.string(), .setting = "data.source"});
    }
    if (!found.npz.empty()) return load_npz_dataset(found.npz.front(), settings, watch);
    const auto count = static_cast<std::int64_t>(found.npy.size());
    if (count > limits::archive_entries)
        throw Error(files_many, {{"found", count}, {"limit", limits::archive_entries}},
                    {.file = folder.string()});
    const auto read = [&](const IsWanted& is_wanted, const IsWanted& may_stay) {
        return read_files(found.npy, is_wanted, may_stay, watch);
    };
    return read_arrays(read, folder, settings);
}

Dataset load_npy_dataset(const fs::path& path, const DataSettings& settings, const LoadWatch& watch) {
    std::vector<fs::path> files = look_into(path.parent_path().empty() ? "." : path.parent_path()).npy;
    std::erase_if(files, [&](const fs::path& file) {
        return file.filename() != path.filename() &&
               read_array_name(file.stem().string()).role == ArrayName::Role::other;
    });
    DataSettings of_file = settings;
    if (settings.inputs.empty()) of_file.inputs = path.stem().string();
    const auto read = [&](const IsWanted& is_wanted, const IsWanted& may_stay) {
        return read_files(files, is_wanted, may_stay, watch);
    };
    return read_arrays(read, path, of_file);
}

}  // namespace glassnet

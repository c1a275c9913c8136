// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/storage_file.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/platform/process.h"
#include "data/store/picture_pack.h"
#include "formats/json.h"

#include <algorithm>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind storage_form{"storage.form", Severity::error,
                                   "the file of the settings for memory and disk holds no list of settings",
                                   "Remove it, and choose them again."};

constexpr std::int64_t megabyte = 1'000'000;

}  // namespace

fs::path storage_file() { return platform::config_folder() / "glassnet" / "storage.json"; }

StorageSettings read_storage(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) return {};
    const Value value = parse_json(as_text(read_file(file, limits::json_bytes)), file.string());
    const auto* const fields = value.get_if<Value::Map>();
    if (!fields) throw Error(storage_form, {}, {.file = file.string()});
    StorageRecord record;
    record.read_all(*fields);
    record.set_written(*fields);
    if (auto problems = out_of_range(record, "storage"); !problems.empty())
        throw Error(std::move(problems)).in_file(file.string());
    return record;
}

void save_storage(const StorageSettings& storage, const fs::path& file) {
    std::error_code told_by_the_file;
    fs::create_directories(file.parent_path(), told_by_the_file);
    write_file_atomically(file, write_json(written_settings(StorageRecord(storage), storage.written)) + "\n");
}

PackFolder pack_folder(const StorageSettings& storage) {
    const fs::path folder = storage.picture_folder.empty()
                                ? platform::cache_folder() / "glassnet" / "pictures"
                                : fs::path(storage.picture_folder);
    std::int64_t used = 0;
    for (const PackFacts& pack : packs_in(folder)) used += pack.bytes;
    std::error_code unknown;
    fs::path there = folder;
    while (!fs::exists(there, unknown) && there.has_relative_path()) there = there.parent_path();
    const fs::space_info disk = fs::space(there, unknown);
    std::int64_t most = storage.picture_cache * megabyte;
    if (!unknown) most = std::min(most, used + static_cast<std::int64_t>(disk.available / 2));
    return {.path = most > 0 ? folder : fs::path(), .most_bytes = most};
}

LoadOptions load_options(LoadWatch watch) {
    StorageSettings storage;
    try {
        storage = read_storage();
    } catch (const Error&) {  // the page and the command of these settings tell it
    }
    return {
        .watch = std::move(watch), .packs = pack_folder(storage), .memory = storage.sample_memory * megabyte};
}

}  // namespace glassnet

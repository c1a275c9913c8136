// SPDX-License-Identifier: GPL-3.0-or-later
//
// What samples may take of this machine: memory, and disk for pictures that were decoded once. One file for
// all programs of a person; it stands beside their other settings.
#pragma once

#include "base/record.h"
#include "data/load_options.h"

#include <filesystem>
#include <string>
#include <tuple>

namespace glassnet {

class StorageRecord;

/// A value.
struct StorageSettings {
    int sample_memory = 0;
    int picture_cache = 20'000;
    std::string picture_folder{};
    Value::Map written{};  // the fields as they stood in the file

    using DescribedBy = StorageRecord;
    friend bool operator==(const StorageSettings& a, const StorageSettings& b);
};

class StorageRecord final : public RecordOf<StorageRecord, StorageSettings> {
public:
    using RecordOf::RecordOf;
    static constexpr int most_megabytes = 1'000'000'000;
    static constexpr auto settings = std::tuple{
        titled(
            "memory for samples (MB)",
            setting("sample_memory", &StorageSettings::sample_memory, between(0, most_megabytes),
                    "Pictures that need more are read from the disk while a network learns. 0: a quarter of "
                    "what is free.")),
        titled("disk for decoded pictures (MB)",
               setting("picture_cache", &StorageSettings::picture_cache, between(0, most_megabytes),
                       "Decoded pictures are kept, so that no folder is decoded twice; those used least "
                       "recently go first. At most half of what is free is taken. 0: none are kept.")),
        titled("folder for decoded pictures",
               setting("picture_folder", &StorageSettings::picture_folder,
                       "Where they are kept. Empty: where this system keeps what can be made again.")),
    };
    static Description describe() {
        return {.id = "storage",
                .title = "Memory and disk",
                .group = "Program",
                .summary = "What samples may take of this machine.",
                .formula = {},
                .keras = {},
                .pytorch = {},
                .onnx = {},
                .icon = {}};
    }
};

inline bool operator==(const StorageSettings& a, const StorageSettings& b) { return same_settings(a, b); }

/// Returns the file that holds them: storage.json in the folder of this person's settings.
[[nodiscard]] std::filesystem::path storage_file();
/// Reads them; the defaults where there is no file. Throws Error where it cannot be read or is wrong.
[[nodiscard]] StorageSettings read_storage(const std::filesystem::path& file = storage_file());
/// Saves them atomically. Throws Error.
void save_storage(const StorageSettings& storage, const std::filesystem::path& file = storage_file());

/// Returns where decoded pictures are kept, and how much of the disk they may take now.
[[nodiscard]] PackFolder pack_folder(const StorageSettings& storage);
/// Returns the options of loading that follow from them; the defaults where the file is wrong, since no data
/// should fail by it.
[[nodiscard]] LoadOptions load_options(LoadWatch watch = {});

}  // namespace glassnet

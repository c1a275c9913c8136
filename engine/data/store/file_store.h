// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/store/sample_values.h"

#include <cstdint>
#include <filesystem>

namespace glassnet {

/// Where the values of an array lie in a file, in row-major order and as the machine has them.
struct PlaceInFile {
    std::filesystem::path file;
    std::int64_t offset = 0;  // bytes
    SampleForm form{};
    std::int64_t count = 0;
};

/// Returns samples that stay in their file: each is read when it is wanted. Reading, not mapping: a file that
/// is cut or a disk that is gone is then an error and not the end of the program. The file is watched: once
/// it was written to, its samples are no longer those that were loaded, and reading them throws Error
/// (data.file_changed). Throws Error where the file cannot be opened.
[[nodiscard]] SampleValues values_in_file(const PlaceInFile& place);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "formats/content.h"

#include <filesystem>

namespace glassnet {

/// Tells whether a file is a table by its content or its ending.
[[nodiscard]] bool is_table_file(const std::filesystem::path& path, Content content);
/// Tells whether a folder holds a table that is named like a training part: train.csv.
[[nodiscard]] bool is_tables_folder(const std::filesystem::path& folder);

/// Loads a table of text, one sample a row: CSV, or with semicolons, tabs or bars. The column of the targets
/// is that of DataSettings::targets, else one called label, class, target or y, else the last; texts and
/// whole numbers in it are classes in the split, the loss decides. All other columns are inputs, or those of
/// DataSettings::inputs; columns of texts as DataSettings::text_columns says, unknown values as
/// DataSettings::missing_values says. A folder holds a table for each part. Throws Error (csv.*, table.*).
[[nodiscard]] Dataset load_table(const std::filesystem::path& path, const DataSettings& settings);

}  // namespace glassnet

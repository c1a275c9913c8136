// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/tables/table_roles.h"
#include "formats/content.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace glassnet {

/// Tells whether a file is a table by its content or its ending.
[[nodiscard]] bool is_table_file(const std::filesystem::path& path, Content content);
/// Tells whether a folder holds a table that is named like a training part: train.csv.
[[nodiscard]] bool is_tables_folder(const std::filesystem::path& folder);

/// Reads a table, or those of a folder that are named like parts, the training part first. Throws Error
/// (file.*, csv.*, table.empty, data.cancelled).
[[nodiscard]] std::vector<TablePart> read_table_parts(const std::filesystem::path& path,
                                                      std::vector<Problem>& notes, FileAccount& account,
                                                      const LoadWatch& watch = {});

/// Loads a table of text, one sample a row: CSV, or with semicolons, tabs or bars. The column of the targets
/// is that of DataSettings::targets, else one called label, class, target or y, else the last; texts and
/// whole numbers in it are classes in the split, the loss decides. All other columns are inputs but those of
/// DataSettings::dropped_columns, or those of DataSettings::inputs alone; columns of texts as
/// DataSettings::text_columns says, unknown values as DataSettings::missing_values says. A folder holds a
/// table for each part. Throws Error (csv.*, table.*, data.cancelled).
[[nodiscard]] Dataset load_table(const std::filesystem::path& path, const DataSettings& settings,
                                 const LoadWatch& watch = {});

}  // namespace glassnet

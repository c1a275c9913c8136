// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/data_settings.h"
#include "data/tables/table_roles.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace glassnet {

/// What most cells of a column are.
enum class ColumnType { nothing, whole_numbers, numbers, dates, texts };
constexpr std::array<std::string_view, 5> names(ColumnType) {
    return {"nothing", "whole_numbers", "numbers", "dates", "texts"};
}

/// What a person should know of one column of the training table.
struct ColumnReport {
    std::string name;
    ColumnType type{};
    ColumnRole role{};
    std::string reason{};      // why it is dropped or undecided, how the target was found
    std::int64_t missing = 0;  // cells without a value
    std::int64_t stray = 0;    // texts among numbers
    std::optional<double> smallest{}, largest{}, mean{};  // of numbers
    std::int64_t different = 0;                           // cells that differ, up to most_different
    std::vector<std::string> examples{};                  // the first of them
    std::int64_t inputs = 0;                              // that the column becomes
};
constexpr std::int64_t most_different = 1'000;

/// How a table was understood, whether or not it can be loaded.
struct TableReport {
    std::string file;
    char separator = ',';
    bool decimal_comma = false, has_header = false;
    std::int64_t rows = 0;
    std::vector<ColumnReport> columns;
};

/// Tells whether the settings' data is a table or a folder of tables; relative paths start at `folder`.
[[nodiscard]] bool is_of_tables(const DataSettings& settings, const std::string& folder);

/// Looks through a table: nothing of it is kept. Throws Error (file.*, csv.*, table.empty, table.no_column,
/// table.column_twice).
[[nodiscard]] TableReport report_of_table(const DataSettings& settings, const std::string& folder);

}  // namespace glassnet

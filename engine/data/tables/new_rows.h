// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// What the inputs of a network mean that learned from a table, or from rows of numbers without names.
struct InputMeaning {
    std::vector<std::string> names{};       // DatasetSummary::input_names; empty: they have none
    std::map<std::string, double> means{};  // of columns: what stands for unknown values
    std::int64_t count = 0;                 // of inputs
    std::optional<bool> decimal_comma{};    // of numbers in the training table, if any had a mark
};

/// A row of a table that a network is asked about.
struct NewRow {
    std::int64_t line = 0;           // of the file
    std::vector<float> inputs{};     // InputMeaning::count of them; none where it has a fault
    std::optional<Problem> fault{};  // why it cannot be answered
};

struct NewRows {
    std::vector<NewRow> rows;
    std::vector<Problem> notes;
};

/// Reads a table whose columns are those that the network learned from, in any order, with others beside
/// them; by their order where the network's inputs have no names. Throws Error (file.*, csv.*, table.empty,
/// table.lacks_columns, table.row_count, table.unclear_name).
[[nodiscard]] NewRows read_new_rows(const std::filesystem::path& path, const InputMeaning& meaning);

/// Reads one row given as text, “5.1, red, 0.2”: a cell for each column that the network learned from, in
/// their order. Semicolons part cells too. Where the cells do not
/// make their decimal mark clear, it is that of the training table, else a comma between semicolons. Throws
/// Error (table.row_count, table.row_…).
[[nodiscard]] NewRows read_new_row(std::string_view text, const InputMeaning& meaning);

}  // namespace glassnet

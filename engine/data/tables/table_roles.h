// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/data_settings.h"
#include "data/part.h"
#include "data/tables/table_file.h"
#include "data/tables/table_inputs.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// One table of a data set.
struct TablePart {
    Part part{};
    TableFile table;
};

/// What a column is in a data set.
enum class ColumnRole { input, one_hot, target, dropped, undecided };
constexpr std::array<std::string_view, 5> names(ColumnRole) {
    return {"input", "one_hot", "target", "dropped", "undecided"};
}

/// What the columns of a table are, by the settings and by what is in them.
struct TableRoles {
    std::string target{};          // empty: all columns are inputs, or dropped
    bool has_text_labels = false;  // the target's cells are texts, each a class
    std::vector<TableInput> inputs{};
    std::vector<ColumnRole> of_columns{};  // of the training table, in their order
    std::vector<std::string_view>
        reasons{};  // of each: why it is dropped or undecided, how the target was found
    std::vector<Problem> notes{};
    std::vector<Problem> problems{};  // errors: the settings must say more before anything is read
};

/// Chooses by the training table, which comes first in `parts`; texts of one-hot columns are those of all
/// parts. Throws Error (table.no_column, table.column_twice) where the settings name what is not there or
/// twice.
[[nodiscard]] TableRoles choose_roles(const std::vector<TablePart>& parts, const DataSettings& settings);

/// Returns the names between commas; those that hold a comma stand in quotes.
[[nodiscard]] std::vector<std::string> names_between_commas(std::string_view text);

/// Refuses a setting that names a column which the table does not have.
[[nodiscard]] Error no_such_column(const TableFile& table, const std::string& name,
                                   const std::string& setting);

}  // namespace glassnet

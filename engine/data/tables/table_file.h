// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/tables/table_cells.h"
#include "data/tables/table_columns.h"
#include "formats/csv.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace glassnet {

/// The text of a table as UTF-8, and how it is cut and written.
struct TableText {
    std::filesystem::path path;
    std::string text{};
    char separator = ',';
    DecimalMark mark{};

    /// Returns the path as people read it.
    [[nodiscard]] std::string file() const;
};

/// A table in memory: its text, and what its columns are.
struct TableFile : TableText {
    TableForm form{};
    std::unordered_map<std::string, std::size_t> places{};  // of the columns by their names

    [[nodiscard]] const TableColumn* find(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> column_names() const;

    /// Calls visit(cells, line, number) for each row that has as many cells as there are columns; `number`
    /// counts all rows below the header from 0. Returns how many rows have another number of cells.
    template <class Visit>
    std::int64_t for_each_row(const Visit& visit, const ByteWatch& watch = {}) const {
        CsvReader rows(text, form.separator, file(), watch);
        if (form.has_header) rows.next();
        std::int64_t ragged = 0;
        for (std::int64_t number = 0; rows.next(); ++number) {
            if (rows.cells().size() == form.columns.size())
                visit(rows.cells(), rows.line(), number);
            else
                ++ragged;
        }
        return ragged;
    }
};

/// Reads a file of text, and finds how it is cut and written. Throws Error (file.*, csv.*); remarks are added
/// to the notes. `reading` hears of the bytes of the file, `looking` of those that are looked through.
[[nodiscard]] TableText read_table_text(const std::filesystem::path& path, std::vector<Problem>& notes,
                                        const ByteWatch& reading = {}, const ByteWatch& looking = {});

/// Tells whether tables of one data set have decimal commas: as the first in which that is clear, else as the
/// first in which it is guessed; nothing where no number has a mark.
[[nodiscard]] std::optional<bool> shared_decimal_comma(const std::vector<TableText>& tables);

/// Finds what the columns of a table are. Where its own numbers do not make it clear, `decimal_comma` tells
/// their mark. Throws Error (csv.*, table.empty); remarks are added to the notes.
[[nodiscard]] TableFile table_of(TableText text, std::optional<bool> decimal_comma,
                                 std::vector<Problem>& notes, const ByteWatch& watch = {});

/// Reads a table by itself, as read_table_text() and table_of() do.
[[nodiscard]] TableFile read_table(const std::filesystem::path& path, std::vector<Problem>& notes,
                                   std::optional<bool> decimal_comma = {});

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/tables/table_columns.h"
#include "formats/csv.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace glassnet {

/// A table in memory: its text as UTF-8, and what its columns are.
struct TableFile {
    std::filesystem::path path;
    std::string text;
    TableForm form;
    std::unordered_map<std::string, std::size_t> places{};  // of the columns by their names

    /// Returns the path as people read it.
    [[nodiscard]] std::string file() const;
    [[nodiscard]] const TableColumn* find(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> column_names() const;

    /// Calls visit(cells, line) for each row that has as many cells as there are columns; returns how many
    /// have not.
    template <class Visit>
    std::int64_t for_each_row(const Visit& visit) const {
        CsvReader rows(text, form.separator, file());
        if (form.has_header) rows.next();
        std::int64_t ragged = 0;
        while (rows.next()) {
            if (rows.cells().size() == form.columns.size())
                visit(rows.cells(), rows.line());
            else
                ++ragged;
        }
        return ragged;
    }
};

/// Reads a file of text. Throws Error (file.*, csv.*, table.empty); remarks are added to the notes.
[[nodiscard]] TableFile read_table(const std::filesystem::path& path, std::vector<Problem>& notes);

}  // namespace glassnet

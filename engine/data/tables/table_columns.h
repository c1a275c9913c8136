// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/data_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// What the cells of one column are.
struct TableColumn {
    std::string name;
    std::int64_t numbers = 0, texts = 0;
    std::int64_t missing = 0;   // cells that say in any way that there is no number
    std::int64_t no_label = 0;  // those of them that cannot be a text either: empty, NA, ?
    bool is_whole = true;       // all its numbers are written without a point
    bool is_constant = true;    // all its cells are the same text
    bool is_counter = true;     // each number is one more than that of the row before
    double sum = 0;             // of its numbers
    std::string first_text{};
    std::int64_t first_text_line = 0;
    /// Tells whether its texts are the exception: then they are faults, not values.
    [[nodiscard]] bool has_stray_texts() const { return texts > 0 && texts * 10 <= numbers; }
    /// Returns how many cells hold no value, for a column of texts or of numbers.
    [[nodiscard]] std::int64_t unknown() const {
        return texts > 0 && !has_stray_texts() ? no_label : missing;
    }
};

/// How the cells of a table are written, and what its columns are. A value.
struct TableForm {
    char separator = ',';
    bool has_header = false;
    bool decimal_comma = false;
    std::vector<TableColumn> columns;
    std::int64_t rows = 0;                   // without the header
    std::vector<std::int64_t> ragged_lines;  // lines of rows with another number of cells
};

/// Returns the number that a cell holds; nothing if it holds another text, or a number that no float has.
[[nodiscard]] std::optional<double> number_of_cell(std::string_view cell, bool decimal_comma);

/// Tells whether a cell says that its number is not known: empty, NA, NaN, ?, null, none, inf and the like.
[[nodiscard]] bool is_missing(std::string_view cell);
/// Tells whether a cell cannot be a text that means something: empty, NA, NaN, ?.
[[nodiscard]] bool is_no_label(std::string_view cell);

/// Reads through a table. The first row is a header if a cell of it is a text over numbers, if its numbers
/// count up by one, or if it is made of texts that do not come again. Empty names and names
/// that are there twice are replaced, which is noted. Throws Error (csv.*, table.empty).
[[nodiscard]] TableForm form_of_table(std::string_view text, const std::string& file_name,
                                      std::vector<Problem>& notes);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"
#include "base/problem.h"

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
    double smallest = 0, largest = 0;
    std::int64_t dates = 0;           // texts that are written like a day
    std::int64_t marked_numbers = 0;  // texts that are figures with signs beside them: 5 %, $3, 1'000
    std::string first_text{};
    std::int64_t first_text_line = 0;
    /// Tells whether no cell of it holds anything.
    [[nodiscard]] bool is_empty() const { return numbers == 0 && texts == 0; }
    /// Tells whether its texts are the exception: then they are faults, not values.
    [[nodiscard]] bool has_stray_texts() const { return texts > 0 && texts * 10 <= numbers; }
    [[nodiscard]] bool is_of_texts() const { return texts > 0 && !has_stray_texts(); }
    /// Returns the mean of its numbers, 0 where it has none.
    [[nodiscard]] double mean() const { return numbers > 0 ? sum / static_cast<double>(numbers) : 0; }
    /// Returns how many cells hold no value, for a column of texts or of numbers.
    [[nodiscard]] std::int64_t unknown() const { return is_of_texts() ? no_label : missing; }
};

/// How the cells of a table are written, and what its columns are. A value.
struct TableForm {
    char separator = ',';
    bool has_header = false;
    bool decimal_comma = false;
    std::vector<TableColumn> columns{};
    std::int64_t rows = 0;                     // without the header
    std::vector<std::int64_t> ragged_lines{};  // lines of rows with another number of cells
};

/// Reads through a table that is cut and written so. The first row is a header if a cell
/// of it is a text over numbers, if its numbers count up by one, or if it is made of texts that do not come
/// again. Empty names and names that are there twice are replaced, which is noted. Throws Error (csv.*,
/// table.empty).
[[nodiscard]] TableForm form_of_table(std::string_view text, char separator, bool decimal_comma,
                                      const std::string& file_name, std::vector<Problem>& notes,
                                      const ByteWatch& watch = {});

}  // namespace glassnet

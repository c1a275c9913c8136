// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"
#include "base/problem.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Takes away the line “sep=;” that spreadsheets begin a table with; returns the separator that it names,
/// nothing where the text begins with another line.
[[nodiscard]] std::optional<char> take_separator_line(std::string& text);

/// Reads a table (RFC 4180) row by row: cells between separators, quotes around cells with separators or line
/// ends in them, doubled quotes for one quote; lines end with CR, LF or both. Empty lines are skipped. Cells
/// are views into the text or, where quotes had to go, into the reader; they hold until the next row.
class CsvReader {
public:
    /// `watch` hears of the bytes that are read.
    CsvReader(std::string_view text, char separator, std::string file_name, ByteWatch watch = {});

    /// Reads the next row; false at the end. Throws Error (csv.quote_open, csv.line_long, csv.columns).
    bool next();
    [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }
    /// Returns the line on which the row begins, counted from 1.
    [[nodiscard]] std::int64_t line() const { return line_; }

private:
    void read_cell();
    void read_quoted_cell();
    void end_line();
    void tell_watch();
    [[nodiscard]] bool at_end_of_line() const;

    std::string_view text_;
    char separator_;
    std::string file_name_;
    ByteWatch watch_;
    std::size_t told_ = 0;  // bytes, to the watch
    std::size_t at_ = 0;
    std::size_t row_begin_ = 0;
    std::int64_t line_ = 0, next_line_ = 1;
    std::vector<std::string_view> cells_;
    std::deque<std::string> unquoted_;  // cells whose doubled quotes became one
    std::size_t unquoted_count_ = 0;
};

/// Returns the separator of a table, one of comma, semicolon, tab and bar: the one that cuts the first rows
/// most evenly, then into the most numbers, then into the most cells; a comma where none cuts.
[[nodiscard]] char separator_of(std::string_view text, const std::string& file_name);

}  // namespace glassnet

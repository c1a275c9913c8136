// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"

#include <optional>
#include <string>
#include <string_view>

namespace glassnet {

/// Returns the number that a cell holds; nothing if it holds another text, or a number that no float has.
/// Groups of three digits may have the other mark between them: 1,234.5 or, with a decimal comma, 1.234,5.
[[nodiscard]] std::optional<double> number_of_cell(std::string_view cell, bool decimal_comma);

/// What stands before the fractions of a table's numbers.
struct DecimalMark {
    bool is_comma = false;
    bool is_seen = false;   // some numbers hold a mark
    bool is_clear = false;  // some of them can only be read so; else it is a guess
};

/// Finds the decimal mark of a table: the comma where some numbers are written so and none with a decimal
/// point. Where a mark has three digits behind it everywhere, it stands between groups of digits, except for
/// commas in tables that are cut by another separator; that is a guess.
[[nodiscard]] DecimalMark decimal_mark_of(std::string_view text, char separator, const std::string& file_name,
                                          const ByteWatch& watch = {});

/// Tells whether a cell says that its number is not known: empty, NA, NaN, ?, null, none, inf and the like.
[[nodiscard]] bool is_missing(std::string_view cell);
/// Tells whether a cell cannot be a text that means something: empty, NA, NaN, ?.
[[nodiscard]] bool is_no_label(std::string_view cell);

/// Tells whether a cell holds figures and no letters of the alphabet, such as 37 %, $1,200, 1'000 or −5 with
/// a sign that is no hyphen. Of no use for texts that are numbers.
[[nodiscard]] bool is_marked_number(std::string_view cell);

/// Tells whether a cell is written like a day, with or without a time: 2024-01-31, 31.1.2024, 1/31/24.
[[nodiscard]] bool is_date(std::string_view cell);

}  // namespace glassnet

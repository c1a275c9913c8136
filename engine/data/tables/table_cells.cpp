// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_cells.h"

#include "base/text.h"
#include "formats/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

namespace glassnet {

namespace {

/// Tells whether a number's text is one as people write them: no hexadecimal, no words.
bool looks_like_number(std::string_view text, char point) {
    return !text.empty() && std::ranges::all_of(text, [&](char letter) {
        return is_digit(letter) || letter == point || letter == '-' || letter == '+' || letter == 'e' ||
               letter == 'E';
    });
}

/// Tells whether a text is a number with marks between groups of three digits: 1.234.567,8.
bool is_grouped(std::string_view text, char mark, char point) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    const std::string_view whole = text.substr(0, text.find(point));
    const std::string_view rest = text.substr(whole.size());
    const std::size_t first = whole.find(mark);
    if (first == 0 || first > 3 || whole[0] == '0' || (whole.size() - first) % 4 != 0) return false;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const bool is_mark = i >= first && (i - first) % 4 == 0;
        if (is_mark ? whole[i] != mark : !is_digit(whole[i])) return false;
    }
    return std::ranges::all_of(rest.substr(std::min<std::size_t>(1, rest.size())), is_digit);
}

/// Returns the number that a text is with a decimal point and nothing else in it.
std::optional<double> plain_number(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end != text.data() + text.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range && text.find('-', 1) != std::string_view::npos) return 0.0;
    const bool is_float = std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max());
    return error == std::errc() && is_float ? std::optional(number) : std::nullopt;
}

/// Returns how many figures the text begins with.
std::size_t figures_at_begin(std::string_view text) {
    return std::min(text.find_first_not_of("0123456789"), text.size());
}

}  // namespace

std::optional<double> number_of_cell(std::string_view cell, bool decimal_comma) {
    cell = trimmed(cell);
    if (cell.starts_with('+')) cell.remove_prefix(1);
    // nearly all cells of large tables
    if (looks_like_number(cell, decimal_comma ? '\0' : '.')) return plain_number(cell);
    if (cell.find(',') == std::string_view::npos && !decimal_comma) return std::nullopt;
    const char point = decimal_comma ? ',' : '.', mark = decimal_comma ? '.' : ',';
    std::string plain(cell);
    if (cell.find(mark) != std::string_view::npos) {
        if (!is_grouped(cell, mark, point)) return std::nullopt;
        std::erase(plain, mark);
    }
    if (decimal_comma) std::ranges::replace(plain, ',', '.');
    return looks_like_number(plain, '.') ? plain_number(plain) : std::nullopt;
}

DecimalMark decimal_mark_of(std::string_view text, char separator, const std::string& file_name,
                            const ByteWatch& watch) {
    const char needed = separator == ',' ? '"' : ',';  // commas that part no cells stand in quotes
    const bool has_commas = text.find(needed) != std::string_view::npos;
    if (!has_commas && text.find('.') == std::string_view::npos) return {};
    CsvReader rows(text, separator, file_name, watch);
    bool has_comma = false, has_groups_of_commas = false, has_groups_of_points = false;
    while (rows.next()) {
        for (const std::string_view cell : rows.cells()) {
            if (cell.find_first_of(".,") == std::string_view::npos) continue;
            const bool with_comma = number_of_cell(cell, true).has_value();
            const bool with_point = number_of_cell(cell, false).has_value();
            if (with_point && !with_comma) return {.is_comma = false, .is_seen = true, .is_clear = true};
            has_comma = has_comma || (with_comma && !with_point);
            const bool is_either = with_comma && with_point;
            has_groups_of_commas |= is_either && cell.find(',') != std::string_view::npos;
            has_groups_of_points |= is_either && cell.find('.') != std::string_view::npos;
        }
    }
    const bool is_guess = has_groups_of_commas && !has_groups_of_points && separator != ',';
    return {.is_comma = has_comma || (has_commas && is_guess),
            .is_seen = has_comma || has_groups_of_commas || has_groups_of_points,
            .is_clear = has_comma};
}

bool is_missing(std::string_view cell) {
    cell = trimmed(cell);
    constexpr std::size_t longest = 9;
    if (cell.size() > longest || (!cell.empty() && is_digit(cell[0]))) return false;
    static const std::set<std::string_view> words{"null", "NULL", "None", "none",     "-",        "inf",
                                                  "Inf",  "-inf", "-Inf", "Infinity", "-Infinity"};
    return is_no_label(cell) || words.contains(cell);
}

bool is_no_label(std::string_view cell) {
    static const std::set<std::string_view> words{"",   "?",   "NA",  "N/A", "n/a",
                                                  "na", "NaN", "nan", "NAN", "#N/A"};
    return words.contains(trimmed(cell));
}

bool is_marked_number(std::string_view cell) {
    const auto is_letter = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    };
    return std::ranges::any_of(cell, is_digit) && std::ranges::none_of(cell, is_letter);
}

bool is_date(std::string_view cell) {
    cell = trimmed(cell);
    std::size_t lengths[3] = {};
    char mark = '\0';
    for (std::size_t& length : lengths) {
        length = figures_at_begin(cell);
        if (length != 1 && length != 2 && length != 4) return false;
        cell.remove_prefix(length);
        if (&length == &lengths[2]) break;
        if (cell.empty() || (mark != '\0' && cell[0] != mark) ||
            std::string_view("-./").find(cell[0]) == std::string_view::npos)
            return false;
        mark = cell[0];
        cell.remove_prefix(1);
    }
    const bool has_year = (lengths[0] == 4 || lengths[2] != 1) && (lengths[0] != 4 || lengths[2] != 4);
    return has_year && lengths[1] != 4 && (cell.empty() || cell[0] == 'T' || cell[0] == ' ');
}

}  // namespace glassnet

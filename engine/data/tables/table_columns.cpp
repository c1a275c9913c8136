// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_columns.h"

#include "base/text.h"
#include "formats/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace glassnet {

namespace {

constexpr ProblemKind table_empty{"table.empty", Severity::error, "the table has no rows below its header",
                                  "Choose a table with a row for each sample."};
constexpr ProblemKind table_names{"table.names", Severity::warning,
                                  "column {number} is called “{name}”: its own name is {fault}",
                                  "Give every column a name of its own."};

/// Tells whether a number's text is one as people write them: no hexadecimal, no words.
bool looks_like_number(std::string_view text, bool decimal_comma) {
    const char point = decimal_comma ? ',' : '.';
    return !text.empty() && std::ranges::all_of(text, [&](char letter) {
        return (letter >= '0' && letter <= '9') || letter == point || letter == '-' || letter == '+' ||
               letter == 'e' || letter == 'E';
    });
}

class FormReader {
public:
    FormReader(std::string_view text, std::string file_name, std::vector<Problem>& notes)
        : text_(text), file_name_(std::move(file_name)), notes_(notes) {}

    TableForm read() {
        form_.separator = separator_of(text_, file_name_);
        form_.decimal_comma = form_.separator != ',' && uses_decimal_commas();
        CsvReader rows(text_, form_.separator, file_name_);
        if (!rows.next()) throw Error(table_empty, {}, {.file = file_name_});
        for (const std::string_view cell : rows.cells()) first_.emplace_back(trimmed(cell));
        const std::int64_t first_line = rows.line();
        form_.columns.resize(first_.size());
        last_.resize(first_.size());
        earliest_.resize(first_.size());
        comes_again_.resize(first_.size());
        while (rows.next()) add_row(rows.cells(), rows.line());
        form_.has_header = is_header();
        if (!form_.has_header) add_row({first_.begin(), first_.end()}, first_line);
        if (form_.rows == 0) throw Error(table_empty, {}, {.file = file_name_});
        name_columns();
        return std::move(form_);
    }

private:
    /// Tells whether the first rows hold numbers with a comma and none with a point.
    [[nodiscard]] bool uses_decimal_commas() const {
        constexpr int most = 100;
        CsvReader rows(text_, form_.separator, file_name_);
        bool has_comma = false, has_point = false;
        for (int row = 0; row < most && rows.next(); ++row) {
            for (const std::string_view cell : rows.cells()) {
                const bool has_number = number_of_cell(cell, true).has_value();
                has_comma |= has_number && cell.find(',') != std::string_view::npos;
                has_point |= cell.find('.') != std::string_view::npos && number_of_cell(cell, false);
            }
        }
        return has_comma && !has_point;
    }

    [[nodiscard]] bool is_header() const {
        bool are_texts = true, are_new = true, count_up = true;
        std::optional<double> before;
        int numbers = 0;
        for (std::size_t i = 0; i < first_.size(); ++i) {
            const TableColumn& below = form_.columns[i];
            const auto number = number_of_cell(first_[i], form_.decimal_comma);
            if (!number && !is_missing(first_[i]) && below.numbers > 0 && below.texts == 0) return true;
            are_texts = are_texts && !number && !is_missing(first_[i]);
            are_new = are_new && !comes_again_[i];
            if (!number) continue;
            count_up = count_up && (!before || *number == *before + 1);
            before = number;
            ++numbers;
        }
        return form_.rows == 0 ? are_texts : (are_texts && are_new) || (count_up && numbers > 2);
    }

    void name_columns() {
        std::map<std::string, int> taken;
        for (std::size_t i = 0; i < first_.size(); ++i) {
            std::string name = form_.has_header ? first_[i] : "";
            const char* const fault = name.empty()           ? "empty"
                                      : taken.contains(name) ? "there already"
                                                             : nullptr;
            if (name.empty()) name = "column_" + std::to_string(i + 1);
            for (const std::string wanted = name; taken.contains(name);)
                name = wanted + "_" + std::to_string(++taken[wanted] + 1);
            if (form_.has_header && fault) note_name(i, name, fault);
            taken.emplace(name, 0);
            form_.columns[i].name = name;
        }
    }

    void note_name(std::size_t index, const std::string& name, const char* fault) {
        notes_.emplace_back(
            table_names,
            Value::Map{{"number", static_cast<std::int64_t>(index) + 1}, {"name", name}, {"fault", fault}},
            Where{.file = file_name_, .line = 1});
    }

    void add_row(const std::vector<std::string_view>& cells, std::int64_t line) {
        ++form_.rows;
        if (cells.size() != form_.columns.size()) {
            form_.ragged_lines.push_back(line);
            return;
        }
        for (std::size_t i = 0; i < cells.size(); ++i) add_cell(i, trimmed(cells[i]), line);
    }

    void add_cell(std::size_t index, std::string_view cell, std::int64_t line) {
        TableColumn& column = form_.columns[index];
        Last& last = last_[index];
        if (last.is_set)
            column.is_constant = column.is_constant && cell == earliest_[index];
        else
            earliest_[index] = cell;
        comes_again_[index] = comes_again_[index] || cell == first_[index];
        const auto number = number_of_cell(cell, form_.decimal_comma);
        if (number) {
            ++column.numbers;
            column.sum += *number;
            column.is_whole = column.is_whole && cell.find_first_of(".,eE") == std::string_view::npos;
        } else if (is_missing(cell)) {
            ++column.missing;
            if (is_no_label(cell)) ++column.no_label;
        } else if (++column.texts == 1) {
            column.first_text = cell;
            column.first_text_line = line;
        }
        column.is_counter = column.is_counter && number && (!last.is_set || *number == last.number + 1);
        last = {.number = number.value_or(0), .is_set = true};
    }

    struct Last {
        double number = 0;
        bool is_set = false;
    };

    std::string_view text_;
    std::string file_name_;
    std::vector<Problem>& notes_;
    TableForm form_;
    std::vector<std::string> first_;     // the cells of the first row
    std::vector<std::string> earliest_;  // the first cell of each column that is no header
    std::vector<Last> last_;             // the number of each column in the row before
    std::vector<bool> comes_again_;      // whether the first row's cell is one further below too
};

}  // namespace

std::optional<double> number_of_cell(std::string_view cell, bool decimal_comma) {
    cell = trimmed(cell);
    if (cell.starts_with('+')) cell.remove_prefix(1);
    if (!looks_like_number(cell, decimal_comma)) return std::nullopt;
    std::string with_point;
    if (decimal_comma && cell.find(',') != std::string_view::npos) {
        with_point = cell;
        std::ranges::replace(with_point, ',', '.');
        cell = with_point;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (end != cell.data() + cell.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range && cell.find('-', 1) != std::string_view::npos) return 0.0;
    const bool is_float = std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max());
    return error == std::errc() && is_float ? std::optional(number) : std::nullopt;
}

bool is_missing(std::string_view cell) {
    cell = trimmed(cell);
    constexpr std::size_t longest = 9;
    if (cell.size() > longest || (!cell.empty() && cell[0] >= '0' && cell[0] <= '9')) return false;
    static const std::set<std::string_view> words{"null", "NULL", "None", "none",     "-",        "inf",
                                                  "Inf",  "-inf", "-Inf", "Infinity", "-Infinity"};
    return is_no_label(cell) || words.contains(cell);
}

bool is_no_label(std::string_view cell) {
    static const std::set<std::string_view> words{"",   "?",   "NA",  "N/A", "n/a",
                                                  "na", "NaN", "nan", "NAN", "#N/A"};
    return words.contains(trimmed(cell));
}

TableForm form_of_table(std::string_view text, const std::string& file_name, std::vector<Problem>& notes) {
    return FormReader(text, file_name, notes).read();
}

}  // namespace glassnet

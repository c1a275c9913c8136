// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_columns.h"

#include "base/text.h"
#include "data/tables/table_cells.h"
#include "formats/csv.h"

#include <algorithm>
#include <map>

namespace glassnet {

namespace {

constexpr ProblemKind table_empty{"table.empty", Severity::error, "the table has no rows below its header",
                                  "Choose a table with a row for each sample."};
constexpr ProblemKind table_names{"table.names", Severity::warning,
                                  "column {number} is called “{name}”: its own name is {fault}",
                                  "Give every column a name of its own."};

class FormReader {
public:
    FormReader(TableForm form, std::string file_name, std::vector<Problem>& notes)
        : file_name_(std::move(file_name)), notes_(notes), form_(std::move(form)) {}

    TableForm read(std::string_view text, const ByteWatch& watch) {
        CsvReader rows(text, form_.separator, file_name_, watch);
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
            column.smallest = column.numbers == 0 ? *number : std::min(column.smallest, *number);
            column.largest = column.numbers == 0 ? *number : std::max(column.largest, *number);
            ++column.numbers;
            column.sum += *number;
            column.is_whole = column.is_whole && cell.find_first_of(".,eE") == std::string_view::npos;
        } else if (is_missing(cell)) {
            ++column.missing;
            if (is_no_label(cell)) ++column.no_label;
        } else {
            add_text(column, cell, line);
        }
        column.is_counter = column.is_counter && number && (!last.is_set || *number == last.number + 1);
        last = {.number = number.value_or(0), .is_set = true};
    }

    static void add_text(TableColumn& column, std::string_view cell, std::int64_t line) {
        if (is_date(cell))
            ++column.dates;
        else if (is_marked_number(cell))
            ++column.marked_numbers;
        if (++column.texts > 1) return;
        column.first_text = cell;
        column.first_text_line = line;
    }

    struct Last {
        double number = 0;
        bool is_set = false;
    };

    std::string file_name_;
    std::vector<Problem>& notes_;
    TableForm form_;
    std::vector<std::string> first_;     // the cells of the first row
    std::vector<std::string> earliest_;  // the first cell of each column that is no header
    std::vector<Last> last_;             // the number of each column in the row before
    std::vector<bool> comes_again_;      // whether the first row's cell is one further below too
};

}  // namespace

TableForm form_of_table(std::string_view text, char separator, bool decimal_comma,
                        const std::string& file_name, std::vector<Problem>& notes, const ByteWatch& watch) {
    TableForm form{.separator = separator, .decimal_comma = decimal_comma};
    return FormReader(std::move(form), file_name, notes).read(text, watch);
}

}  // namespace glassnet

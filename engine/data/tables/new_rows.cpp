// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/new_rows.h"

#include "base/text.h"
#include "data/tables/table_cells.h"
#include "data/tables/table_file.h"
#include "data/tables/table_inputs.h"

#include <algorithm>
#include <numeric>

namespace glassnet {

namespace {

constexpr ProblemKind rows_lack{"table.lacks_columns", Severity::error,
                                "the table lacks columns that the network learned from ({count}): {names}",
                                "Give it the columns of the training table; its first row names them."};
constexpr ProblemKind rows_one{"predict.one_row", Severity::error, "the text holds more than one row",
                               "Give each row by itself, or put them into a table."};
constexpr ProblemKind rows_count{"table.row_count", Severity::error,
                                 "there are {found} cells in a row; the network takes {wanted}: {names}",
                                 "Give a cell for each, in this order."};
constexpr ProblemKind rows_ragged{"table.row_ragged", Severity::error,
                                  "the row has another number of cells than the {wanted} columns",
                                  "Mend the row."};
constexpr ProblemKind rows_value{
    "table.row_value", Severity::error, "column “{name}” holds no value",
    "Give the value; a network trained with missing_values “mean” knows what stands for a number."};
constexpr ProblemKind rows_number{"table.row_number", Severity::error,
                                  "“{cell}” in column “{name}” is no number", "Mend the cell."};
constexpr ProblemKind rows_text{"table.row_text", Severity::error,
                                "the network has not learned “{cell}” in column “{name}”, only {texts}",
                                "Mend the cell, or train again with rows that hold it."};
constexpr ProblemKind rows_filled{
    "table.rows_filled", Severity::hint,
    "unknown values are replaced by the mean of their column in the training table ({count})",
    "Nothing needs to be done."};

constexpr std::size_t most_listed = 10;

std::vector<TableInput> columns_for(const InputMeaning& meaning, const std::vector<std::string>& present) {
    std::vector<TableInput> columns;
    if (meaning.names.empty())
        for (const std::string& name : present) columns.push_back({.name = name});
    else
        columns = columns_of(meaning.names, present);
    for (TableInput& column : columns) {
        const auto mean = meaning.means.find(column.name);
        if (mean != meaning.means.end() && column.texts.empty()) column.mean = mean->second;
    }
    return columns;
}

std::string list_of(const std::vector<TableInput>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
    for (const TableInput& column : columns) names.push_back(column.name);
    return names.empty() ? "numbers" : listed(names, most_listed);
}

Problem problem_of(const CellFault& fault, const Where& where) {
    const Value::Map arguments{{"cell", std::string(fault.cell)},
                               {"name", fault.column->name},
                               {"texts", listed(fault.column->texts, most_listed)}};
    switch (fault.reason) {
        case CellFault::Reason::no_value:
            return Problem(rows_value, arguments, where);
        case CellFault::Reason::no_number:
            return Problem(rows_number, arguments, where);
        case CellFault::Reason::unknown_text:
            break;
    }
    return Problem(rows_text, arguments, where);
}

void note_filled(NewRows& rows, std::int64_t filled, const Where& where) {
    if (filled > 0) rows.notes.emplace_back(rows_filled, Value::Map{{"count", filled}}, where);
}

/// Finds each column in the table. Throws Error where one is missing.
std::vector<std::size_t> places_of(const std::vector<TableInput>& columns, const TableFile& table) {
    std::vector<std::string> missing;
    std::vector<std::size_t> places;
    for (const TableInput& column : columns) {
        const auto found = table.places.find(column.name);
        if (found == table.places.end())
            missing.push_back(column.name);
        else
            places.push_back(found->second);
    }
    if (!missing.empty())
        throw Error(rows_lack, {{"count", std::ssize(missing)}, {"names", listed(missing, most_listed)}},
                    {.file = table.file()});
    return places;
}

}  // namespace

NewRows read_new_rows(const std::filesystem::path& path, const InputMeaning& meaning) {
    NewRows found;
    const TableFile table = read_table(path, found.notes, meaning.decimal_comma);
    expect_clear_names(meaning.names, table.column_names(), table.file());
    const auto columns = columns_for(meaning, table.column_names());
    if (meaning.names.empty() && std::ssize(columns) != meaning.count)
        throw Error(rows_count,
                    {{"found", std::ssize(columns)}, {"wanted", meaning.count}, {"names", "numbers"}},
                    {.file = table.file()});
    const auto places = places_of(columns, table);
    std::int64_t filled = 0;
    table.for_each_row([&](const std::vector<std::string_view>& cells, std::int64_t line, std::int64_t) {
        NewRow row{.line = line};
        const auto fault = read_inputs(columns, cells, places, table.form.decimal_comma, row.inputs, filled);
        if (fault) {
            row.fault = problem_of(*fault, {.file = table.file(), .line = line});
            row.inputs.clear();
        }
        found.rows.push_back(std::move(row));
    });
    for (const std::int64_t line : table.form.ragged_lines)
        found.rows.push_back({.line = line,
                              .fault = Problem(rows_ragged, {{"wanted", std::ssize(table.form.columns)}},
                                               {.file = table.file(), .line = line})});
    std::ranges::sort(found.rows, {}, &NewRow::line);
    note_filled(found, filled, {.file = table.file()});
    return found;
}

NewRows read_new_row(std::string_view text, const InputMeaning& meaning) {
    const char separator = text.find(';') == std::string_view::npos ? ',' : ';';
    CsvReader reader(text, separator, {});
    (void)reader.next();
    const auto& cells = reader.cells();
    std::vector<TableInput> columns = columns_for(meaning, {});
    if (meaning.names.empty()) columns.resize(static_cast<std::size_t>(meaning.count));
    if (cells.size() != columns.size())
        throw Error(rows_count, {{"found", std::ssize(cells)},
                                 {"wanted", std::ssize(columns)},
                                 {"names", meaning.names.empty() ? "numbers" : list_of(columns)}});
    std::vector<std::size_t> places(columns.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    NewRows found;
    NewRow row{.line = 1};
    std::int64_t filled = 0;
    const DecimalMark mark = decimal_mark_of(text, separator, {});
    const bool decimal_comma =
        mark.is_clear ? mark.is_comma : meaning.decimal_comma.value_or(separator == ';');
    if (const auto fault = read_inputs(columns, cells, places, decimal_comma, row.inputs, filled))
        throw Error({problem_of(*fault, {})});
    if (reader.next()) throw Error(rows_one);
    found.rows.push_back(std::move(row));
    note_filled(found, filled, {});
    return found;
}

}  // namespace glassnet

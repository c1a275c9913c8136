// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_report.h"

#include "base/atomic_file.h"
#include "base/text.h"
#include "data/builtin.h"
#include "data/tables/table.h"
#include "data/tables/table_cells.h"

#include <set>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t example_count = 3;
// Of all columns together: wide tables are looked at without much memory.
constexpr std::int64_t most_remembered = 2'000'000;

ColumnType type_of(const TableColumn& column) {
    if (column.is_of_texts()) return column.dates == column.texts ? ColumnType::dates : ColumnType::texts;
    if (column.numbers == 0) return ColumnType::nothing;
    return column.is_whole ? ColumnType::whole_numbers : ColumnType::numbers;
}

ColumnReport report_of_column(const TableColumn& column) {
    ColumnReport report{.name = column.name, .type = type_of(column)};
    report.missing = column.unknown();
    report.stray = column.has_stray_texts() ? column.texts : 0;
    if (column.numbers > 0 && !column.is_of_texts()) {
        report.smallest = column.smallest;
        report.largest = column.largest;
        report.mean = column.mean();
    }
    return report;
}

/// Counts the different cells of each column, and keeps the first as examples.
void count_different(const TableFile& table, std::vector<ColumnReport>& columns) {
    std::vector<std::set<std::string, std::less<>>> seen(columns.size());
    std::int64_t remembered = 0;
    table.for_each_row([&](const std::vector<std::string_view>& cells, std::int64_t, std::int64_t) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string_view cell = trimmed(cells[i]);
            const bool is_text = columns[i].type == ColumnType::texts || columns[i].type == ColumnType::dates;
            if (is_text ? is_no_label(cell) : is_missing(cell)) continue;
            if (std::ssize(seen[i]) >= most_different || remembered >= most_remembered) continue;
            if (!seen[i].emplace(cell).second) continue;
            ++remembered;
            if (columns[i].examples.size() < example_count) columns[i].examples.emplace_back(cell);
        }
    });
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].different = std::ssize(seen[i]);
}

}  // namespace

bool is_of_tables(const DataSettings& settings, const std::string& folder) {
    if (is_builtin(settings.source)) return false;
    const fs::path path = fs::path(folder) / settings.source;
    std::error_code error;
    if (fs::is_directory(path, error)) return is_tables_folder(path);
    if (!fs::is_regular_file(path, error) || path.extension() == ".safetensors") return false;
    return is_table_file(path, content_of(first_bytes(path, 64)));
}

TableReport report_of_table(const DataSettings& settings, const std::string& folder) {
    std::vector<Problem> told_by_loading;
    FileAccount files;
    const auto parts = read_table_parts(fs::path(folder) / settings.source, told_by_loading, files);
    const TableRoles roles = choose_roles(parts, settings);
    const TableFile& table = parts.front().table;
    TableReport report{.file = table.file(),
                       .separator = table.form.separator,
                       .decimal_comma = table.form.decimal_comma,
                       .has_header = table.form.has_header,
                       .rows = table.form.rows,
                       .columns = {}};
    for (std::size_t i = 0; i < table.form.columns.size(); ++i) {
        report.columns.push_back(report_of_column(table.form.columns[i]));
        report.columns.back().role = roles.of_columns[i];
        report.columns.back().reason = roles.reasons[i];
    }
    for (const TableInput& input : roles.inputs)
        report.columns[table.places.at(input.name)].inputs = static_cast<std::int64_t>(input.width());
    count_different(table, report.columns);
    return report;
}

}  // namespace glassnet

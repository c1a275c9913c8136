// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_inputs.h"

#include "base/text.h"
#include "data/tables/table_cells.h"

#include <algorithm>
#include <set>

namespace glassnet {

namespace {

constexpr ProblemKind table_unclear{
    "table.unclear_name", Severity::error,
    "“{name}” may be the column of this name, or a text of a column whose name is its beginning",
    "Rename one of the columns: “=” stands between a column and its text."};

using Reason = CellFault::Reason;

/// Returns where a name of an input is cut into column and text; npos where it names a column.
std::size_t cut_of(const std::string& name, const std::set<std::string>& present) {
    if (present.contains(name)) return std::string::npos;
    for (auto at = name.find('='); at != std::string::npos; at = name.find('=', at + 1))
        if (present.contains(name.substr(0, at))) return at;
    return name.find('=');
}

}  // namespace

std::vector<std::string> names_of(const std::vector<TableInput>& columns) {
    std::vector<std::string> names;
    for (const TableInput& column : columns) {
        if (column.texts.empty()) names.push_back(column.name);
        for (const std::string& text : column.texts) names.push_back(column.name + "=" + text);
    }
    return names;
}

std::vector<TableInput> columns_of(const std::vector<std::string>& input_names,
                                   const std::vector<std::string>& present) {
    const std::set<std::string> known(present.begin(), present.end());
    std::vector<TableInput> columns;
    for (const std::string& name : input_names) {
        const std::size_t cut = cut_of(name, known);
        const std::string column = name.substr(0, cut);
        const bool goes_on = cut != std::string::npos && !columns.empty() && columns.back().name == column &&
                             !columns.back().texts.empty();
        if (!goes_on) columns.push_back({.name = column});
        if (cut != std::string::npos) columns.back().texts.push_back(name.substr(cut + 1));
    }
    return columns;
}

void expect_clear_names(const std::vector<std::string>& input_names, const std::vector<std::string>& present,
                        const std::string& file) {
    const std::set<std::string> known(present.begin(), present.end());
    for (const std::string& name : input_names) {
        int meanings = known.contains(name) ? 1 : 0;
        for (auto at = name.find('='); at != std::string::npos; at = name.find('=', at + 1))
            meanings += known.contains(name.substr(0, at)) ? 1 : 0;
        if (meanings > 1) throw Error(table_unclear, {{"name", name}}, {.file = file});
    }
}

std::optional<CellFault> read_inputs(const std::vector<TableInput>& columns,
                                     const std::vector<std::string_view>& cells,
                                     const std::vector<std::size_t>& places, bool decimal_comma,
                                     std::vector<float>& sample, std::int64_t& filled) {
    sample.clear();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const TableInput& column = columns[i];
        const std::string_view cell = trimmed(cells[places[i]]);
        if (!column.texts.empty()) {
            if (is_no_label(cell)) return CellFault{Reason::no_value, &column, cell};
            const auto found = std::ranges::find(column.texts, cell);
            if (found == column.texts.end()) return CellFault{Reason::unknown_text, &column, cell};
            sample.resize(sample.size() + column.texts.size());
            sample[sample.size() - static_cast<std::size_t>(column.texts.end() - found)] = 1;
            continue;
        }
        const auto number = number_of_cell(cell, decimal_comma);
        if (!number && !is_missing(cell)) return CellFault{Reason::no_number, &column, cell};
        if (!number && !column.mean) return CellFault{Reason::no_value, &column, cell};
        if (!number) ++filled;
        sample.push_back(static_cast<float>(number ? *number : *column.mean));
    }
    return std::nullopt;
}

}  // namespace glassnet

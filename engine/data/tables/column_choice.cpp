// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/column_choice.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Writes names as names_between_commas() reads them.
std::string in_list(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
        const bool has_comma = name.find(',') != std::string::npos;
        list += (list.empty() ? "" : ",") + (has_comma ? '"' + name + '"' : name);
    }
    return list;
}

bool is_input(ColumnRole role) { return role == ColumnRole::input || role == ColumnRole::one_hot; }

}  // namespace

DataSettings with_column_role(DataSettings settings, const TableReport& table, const std::string& column,
                              ColumnRole role) {
    auto dropped = names_between_commas(settings.dropped_columns);
    auto inputs = names_between_commas(settings.inputs);
    std::erase(dropped, column);
    if (settings.targets == column) settings.targets.clear();
    const auto is_among = [](const std::vector<std::string>& names, const std::string& name) {
        return std::ranges::find(names, name) != names.end();
    };
    if (is_input(role)) {
        // Columns of texts and those that count the rows are inputs only if they are named, and then all are.
        const auto own = std::ranges::find(table.columns, column, &ColumnReport::name);
        const bool was_dropped = is_among(names_between_commas(settings.dropped_columns), column);
        const bool must_be_named =
            role == ColumnRole::one_hot ||
            (own != table.columns.end() && own->role == ColumnRole::dropped && !was_dropped);
        if (inputs.empty() && must_be_named)
            for (const ColumnReport& each : table.columns)
                if (is_input(each.role) && each.name != column) inputs.push_back(each.name);
        if ((!inputs.empty() || must_be_named) && !is_among(inputs, column)) inputs.push_back(column);
    } else {
        std::erase(inputs, column);
    }
    if (role == ColumnRole::target)
        settings.targets = column;
    else if (settings.targets.empty())  // found by itself so far: it stays
        for (const ColumnReport& each : table.columns)
            if (each.role == ColumnRole::target && each.name != column) settings.targets = each.name;
    if (role == ColumnRole::dropped) dropped.push_back(column);
    settings.inputs = in_list(inputs);
    settings.dropped_columns = in_list(dropped);
    return settings;
}

}  // namespace glassnet

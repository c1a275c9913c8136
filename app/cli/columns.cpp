// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/columns.h"

#include "base/text.h"
#include "cli/text_table.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace glassnet::cli {

namespace {

std::string_view word(ColumnType type) { return names(type)[static_cast<std::size_t>(type)]; }
std::string_view word(ColumnRole role) { return names(role)[static_cast<std::size_t>(role)]; }

std::string six_digits(double number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", number);
    return text.data();
}

std::string count_of_different(const ColumnReport& column) {
    return (column.different >= most_different ? "at least " : "") + std::to_string(column.different) +
           " different";
}

std::string values_in_words(const ColumnReport& column) {
    std::string text = count_of_different(column);
    if (column.smallest)
        return six_digits(*column.smallest) + " … " + six_digits(*column.largest) + ", mean " +
               six_digits(*column.mean) + ", " + text;
    for (std::size_t i = 0; i < column.examples.size(); ++i)
        text += (i == 0 ? ": " : ", ") + printable(column.examples[i]);
    return text + (static_cast<std::size_t>(column.different) > column.examples.size() ? ", …" : "");
}

std::string type_in_words(const ColumnReport& column) {
    std::string text(word(column.type));
    std::ranges::replace(text, '_', ' ');
    return text + (column.stray > 0 ? " and " + std::to_string(column.stray) + " texts" : "");
}

std::string role_in_words(const ColumnReport& column) {
    std::string text(column.role == ColumnRole::one_hot
                         ? std::to_string(column.inputs) + " inputs, one for each text"
                         : word(column.role));
    return text + (column.reason.empty() ? "" : ": " + column.reason);
}

std::string name_of_separator(char separator) {
    return separator == '\t' ? "tabs" : std::string("“") + separator + "”";
}

}  // namespace

std::string columns_in_words(const TableReport& table) {
    const auto count = table.columns.size();
    std::string text = std::to_string(table.rows) + (table.rows == 1 ? " row of " : " rows of ") +
                       std::to_string(count) + (count == 1 ? " column" : " columns") + " between " +
                       name_of_separator(table.separator) + ", decimal " +
                       (table.decimal_comma ? "comma" : "point") +
                       (table.has_header ? ", the first row names them" : ", without a row of names") + "\n";
    using enum TextTable::Column::Align;
    TextTable lines({{"column"}, {"type"}, {"missing", right}, {"values"}, {"role"}});
    constexpr std::size_t most = 30;
    for (std::size_t i = 0; i < std::min(most, count); ++i) {
        const ColumnReport& column = table.columns[i];
        lines.add({printable(column.name), type_in_words(column), std::to_string(column.missing),
                   values_in_words(column), role_in_words(column)});
    }
    text += lines.text();
    return count > most ? text + "\nand " + std::to_string(count - most) + " columns more" : text;
}

Value::Map columns_value(const TableReport& table) {
    Value::List columns;
    for (const ColumnReport& column : table.columns) {
        Value::Map fields{{"name", column.name},       {"type", word(column.type)},
                          {"role", word(column.role)}, {"reason", column.reason},
                          {"missing", column.missing}, {"different", column.different},
                          {"inputs", column.inputs}};
        if (column.stray > 0) fields.push_back({"stray_texts", column.stray});
        if (column.smallest) {
            fields.push_back({"smallest", *column.smallest});
            fields.push_back({"largest", *column.largest});
            fields.push_back({"mean", *column.mean});
        }
        fields.push_back({"examples", Value::List(column.examples.begin(), column.examples.end())});
        columns.emplace_back(std::move(fields));
    }
    return {{"file", table.file},
            {"separator", std::string(1, table.separator)},
            {"decimal_comma", table.decimal_comma},
            {"header", table.has_header},
            {"rows", table.rows},
            {"columns", columns}};
}

}  // namespace glassnet::cli

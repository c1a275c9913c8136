// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_file.h"

#include "base/limits.h"
#include "base/text.h"
#include "formats/text_encoding.h"

namespace glassnet {

std::string TableText::file() const { return printable(path.string()); }

const TableColumn* TableFile::find(const std::string& name) const {
    const auto found = places.find(name);
    return found == places.end() ? nullptr : &form.columns[found->second];
}

std::vector<std::string> TableFile::column_names() const {
    std::vector<std::string> names;
    names.reserve(form.columns.size());
    for (const TableColumn& column : form.columns) names.push_back(column.name);
    return names;
}

TableText read_table_text(const std::filesystem::path& path, std::vector<Problem>& notes,
                          const ByteWatch& reading, const ByteWatch& looking) {
    TableText table{.path = path};
    table.text = utf8_text(read_file(path, limits::data_file_bytes, reading), table.file(), notes);
    const auto named = take_separator_line(table.text);
    table.separator = named ? *named : separator_of(table.text, table.file());
    table.mark = decimal_mark_of(table.text, table.separator, table.file(), looking);
    return table;
}

std::optional<bool> shared_decimal_comma(const std::vector<TableText>& tables) {
    for (const auto member : {&DecimalMark::is_clear, &DecimalMark::is_seen})
        for (const TableText& table : tables)
            if (table.mark.*member) return table.mark.is_comma;
    return std::nullopt;
}

TableFile table_of(TableText text, std::optional<bool> decimal_comma, std::vector<Problem>& notes,
                   const ByteWatch& watch) {
    TableFile table{std::move(text)};
    const bool is_comma =
        table.mark.is_clear ? table.mark.is_comma : decimal_comma.value_or(table.mark.is_comma);
    table.form = form_of_table(table.text, table.separator, is_comma, table.file(), notes, watch);
    for (std::size_t i = 0; i < table.form.columns.size(); ++i)
        table.places.emplace(table.form.columns[i].name, i);
    return table;
}

TableFile read_table(const std::filesystem::path& path, std::vector<Problem>& notes,
                     std::optional<bool> decimal_comma) {
    return table_of(read_table_text(path, notes), decimal_comma, notes);
}

}  // namespace glassnet

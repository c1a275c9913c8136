// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_file.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/text.h"
#include "formats/text_encoding.h"

namespace glassnet {

std::string TableFile::file() const { return printable(path.string()); }

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

TableFile read_table(const std::filesystem::path& path, std::vector<Problem>& notes) {
    TableFile table{.path = path, .text = {}, .form = {}};
    table.text = utf8_text(read_file(path, limits::data_file_bytes), table.file(), notes);
    const auto separator = take_separator_line(table.text);
    table.form = form_of_table(table.text, separator, table.file(), notes);
    for (std::size_t i = 0; i < table.form.columns.size(); ++i)
        table.places.emplace(table.form.columns[i].name, i);
    return table;
}

}  // namespace glassnet

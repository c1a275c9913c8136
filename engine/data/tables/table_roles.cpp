// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table_roles.h"

#include "base/text.h"
#include "data/array_words.h"
#include "data/tables/table_cells.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace glassnet {

namespace {

constexpr ProblemKind table_text{
    "table.text_column", Severity::error, "column “{name}” holds texts, such as “{example}”",
    "Set text_columns to “one_hot” or “drop”, or name it in inputs or in dropped_columns."};
constexpr ProblemKind table_dates{"table.date_column", Severity::error,
                                  "column “{name}” holds dates, such as “{example}”",
                                  "Name it in dropped_columns, or put numbers in its place."};
constexpr ProblemKind table_marked{
    "table.marked_numbers", Severity::error,
    "column “{name}” holds numbers with other signs beside them, such as “{example}”",
    "Save it as plain numbers (without %, currency and marks between thousands), or name it in "
    "dropped_columns."};
constexpr ProblemKind table_marked_target{"table.marked_target", Severity::warning,
                                          "the targets in “{name}” look like numbers with other signs beside "
                                          "them, such as “{example}”; they are classes",
                                          "Save them as plain numbers if they are amounts."};
constexpr ProblemKind table_empty_column{"table.empty_column", Severity::hint,
                                         "column “{name}” holds nothing and is left out",
                                         "Nothing needs to be done."};
constexpr ProblemKind table_large_numbers{
    "table.large_numbers", Severity::warning,
    "column “{name}” holds whole numbers up to {largest}: floats do not tell neighbours apart above "
    "16,777,216",
    "Name it in dropped_columns if it is a number of a thing; else subtract its smallest value."};
constexpr ProblemKind table_text_many{
    "table.text_values", Severity::error,
    "column “{name}” has more than the {limit} different texts that one-hot takes",
    "Name it in dropped_columns, or set inputs to the columns wanted."};
constexpr ProblemKind table_text_dropped{"table.text_dropped", Severity::hint,
                                         "columns of texts are left out: {names}",
                                         "Set text_columns to “one_hot”, or name in inputs those to use."};
constexpr ProblemKind table_column{"table.no_column", Severity::error,
                                   "there is no column “{name}”; there are: {names}",
                                   "Set {setting} to one of these."};
constexpr ProblemKind table_column_twice{"table.column_twice", Severity::error,
                                         "column “{name}” is named twice: in {first} and in {second}",
                                         "Name each column once."};
constexpr ProblemKind table_target{"table.target", Severity::hint,
                                   "the targets are column “{name}”, {reason}",
                                   "Set targets to the name of another column if that is meant."};
constexpr ProblemKind table_no_inputs{"table.no_inputs", Severity::error,
                                      "no column is left for the inputs besides the target “{name}”",
                                      "Choose a table with more columns, or another target."};
constexpr ProblemKind table_constant{"table.constant_column", Severity::warning,
                                     "column “{name}” holds the same value in every row",
                                     "Leave it out: nothing can be learned from it."};
constexpr ProblemKind table_counter{"table.counter", Severity::warning,
                                    "column “{name}” only counts the rows and is left out",
                                    "Name it in inputs if it is meant."};

constexpr std::int64_t one_hot_values = 100;
constexpr std::size_t most_columns_named = 10;  // in a message

/// Tells whether a column of this name holds targets, by the words for arrays or for classes.
bool names_targets(const std::string& name) {
    const std::string plain = lower_case(name);
    return plain == "class" || plain == "species" || plain == "category" ||
           read_array_name(plain).role == ArrayName::Role::targets;
}

class RoleChooser {
public:
    RoleChooser(const std::vector<TablePart>& parts, const DataSettings& settings)
        : parts_(parts), settings_(settings), table_(parts.front().table) {}

    TableRoles choose() {
        read_names();
        choose_target();
        roles_.of_columns.assign(table_.form.columns.size(), ColumnRole::dropped);
        roles_.reasons.assign(table_.form.columns.size(), "inputs does not name it");
        for (const std::string& name : dropped_) set(name, ColumnRole::dropped, "dropped_columns names it");
        choose_inputs();
        expect_clear_names(names_of(roles_.inputs), table_.column_names(), table_.file());
        if (!roles_.target.empty()) set(roles_.target, ColumnRole::target, target_reason_);
        return std::move(roles_);
    }

private:
    void note(const ProblemKind& kind, Value::Map arguments) {
        roles_.notes.emplace_back(kind, std::move(arguments), Where{.file = table_.file()});
    }

    void set(const std::string& name, ColumnRole role, std::string_view reason = {}) {
        const std::size_t place = table_.places.at(name);
        roles_.of_columns[place] = role;
        roles_.reasons[place] = reason;
    }

    /// Reads which columns the settings name; each may be named once.
    void read_names() {
        wanted_ = names_between_commas(settings_.inputs);
        dropped_ = names_between_commas(settings_.dropped_columns);
        std::map<std::string, std::string> seen;
        const auto see = [&](const std::string& name, const std::string& setting) {
            if (!table_.find(name)) throw no_such_column(table_, name, setting);
            const auto [first, is_new] = seen.emplace(name, setting);
            if (!is_new)
                throw Error(table_column_twice,
                            {{"name", name}, {"first", first->second}, {"second", setting}},
                            {.file = table_.file(), .setting = "data." + setting});
        };
        if (!settings_.targets.empty()) see(settings_.targets, "targets");
        for (const std::string& name : wanted_) see(name, "inputs");
        for (const std::string& name : dropped_) see(name, "dropped_columns");
    }

    static bool is_among(const std::vector<std::string>& names, const std::string& name) {
        return std::ranges::find(names, name) != names.end();
    }

    void choose_target() {
        if (!settings_.targets.empty()) {
            roles_.target = settings_.targets;
            target_reason_ = "by the setting targets";
        } else {
            std::vector<std::string> names;
            for (const TableColumn& each : table_.form.columns)
                if (!is_among(dropped_, each.name) && !is_among(wanted_, each.name))
                    names.push_back(each.name);
            if (names.empty()) return;
            const auto found = std::ranges::find_if(names, names_targets);
            roles_.target = found == names.end() ? names.back() : *found;
            target_reason_ = found == names.end() ? "the last one" : "by its name";
            note(table_target, {{"name", roles_.target}, {"reason", std::string(target_reason_)}});
        }
        roles_.has_text_labels = std::ranges::any_of(parts_, [&](const TablePart& part) {
            const TableColumn* const found = part.table.find(roles_.target);
            return found && found->is_of_texts();
        });
        if (const TableColumn* const found = table_.find(roles_.target);
            found && found->texts > 0 && found->marked_numbers == found->texts)
            note(table_marked_target, {{"name", roles_.target}, {"example", found->first_text}});
    }

    void choose_inputs() {
        std::vector<std::string> dropped_texts;
        for (const std::string& name : wanted_.empty() ? usual_inputs() : wanted_) {
            const TableColumn& column = *table_.find(name);
            if (!column.is_of_texts()) {
                add_numbers(column);
            } else if (wanted_.empty() && settings_.text_columns == TextColumns::drop) {
                dropped_texts.push_back(name);
                set(name, ColumnRole::dropped, "it holds texts");
            } else if (wanted_.empty() && settings_.text_columns == TextColumns::refuse) {
                refuse_texts(column);
            } else {
                add_one_hot(column);
            }
        }
        if (!dropped_texts.empty())
            note(table_text_dropped, {{"names", listed(dropped_texts, most_columns_named)}});
        if (roles_.inputs.empty() && roles_.problems.empty())
            roles_.problems.emplace_back(table_no_inputs, Value::Map{{"name", roles_.target}},
                                         Where{.file = table_.file()});
    }

    /// Returns all columns but the target, those that are dropped and those that only count the rows.
    std::vector<std::string> usual_inputs() {
        constexpr std::int64_t telling = 5;  // with fewer rows, values may count up by chance
        std::vector<std::string> names;
        for (const TableColumn& each : table_.form.columns) {
            if (each.name == roles_.target || is_among(dropped_, each.name)) continue;
            if (each.is_empty()) {
                note(table_empty_column, {{"name", each.name}});
                set(each.name, ColumnRole::dropped, "it holds nothing");
            } else if (each.is_counter && table_.form.rows >= telling) {
                note(table_counter, {{"name", each.name}});
                set(each.name, ColumnRole::dropped, "it only counts the rows");
            } else {
                names.push_back(each.name);
            }
        }
        return names;
    }

    void add_numbers(const TableColumn& column) {
        if (column.is_constant && table_.form.rows > 1) note(table_constant, {{"name", column.name}});
        constexpr double exact = 16'777'216;  // up to which floats are whole numbers without gaps
        const double largest = std::max(std::abs(column.smallest), std::abs(column.largest));
        if (column.is_whole && largest > exact)
            note(table_large_numbers, {{"name", column.name}, {"largest", largest}});
        const bool has_mean = settings_.missing_values == MissingValues::mean;
        roles_.inputs.push_back({.name = column.name,
                                 .texts = {},
                                 .mean = has_mean ? std::optional(column.mean()) : std::nullopt});
        set(column.name, ColumnRole::input);
    }

    void refuse_texts(const TableColumn& column) {
        set(column.name, ColumnRole::undecided, "text_columns does not say what becomes of texts");
        roles_.problems.emplace_back(
            column.dates == column.texts            ? table_dates
            : column.marked_numbers == column.texts ? table_marked
                                                    : table_text,
            Value::Map{{"name", column.name}, {"example", column.first_text}},
            Where{.file = table_.file(), .line = column.first_text_line, .setting = "data.text_columns"});
    }

    /// Makes an input of each text that any part has in the column.
    void add_one_hot(const TableColumn& column) {
        std::set<std::string, std::less<>> texts;
        for (const TablePart& part : parts_) {
            const auto place = part.table.places.find(column.name);
            if (place == part.table.places.end()) continue;
            part.table.for_each_row(
                [&](const std::vector<std::string_view>& cells, std::int64_t, std::int64_t) {
                    const std::string_view text = trimmed(cells[place->second]);
                    if (!is_no_label(text) && std::ssize(texts) <= one_hot_values) texts.emplace(text);
                });
        }
        set(column.name, ColumnRole::one_hot);
        if (std::ssize(texts) > one_hot_values) {
            set(column.name, ColumnRole::undecided, "it has too many different texts");
            roles_.problems.emplace_back(table_text_many,
                                         Value::Map{{"name", column.name}, {"limit", one_hot_values}},
                                         Where{.file = table_.file(), .setting = "data.dropped_columns"});
        }
        roles_.inputs.push_back({.name = column.name, .texts = {texts.begin(), texts.end()}});
    }

    const std::vector<TablePart>& parts_;
    const DataSettings& settings_;
    const TableFile& table_;  // of the training part
    std::vector<std::string> wanted_, dropped_;
    std::string_view target_reason_;
    TableRoles roles_;
};

}  // namespace

TableRoles choose_roles(const std::vector<TablePart>& parts, const DataSettings& settings) {
    return RoleChooser(parts, settings).choose();
}

std::vector<std::string> names_between_commas(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
        const bool is_quoted = text.substr(begin).starts_with('"');
        const std::size_t close = is_quoted ? text.find('"', begin + 1) : std::string_view::npos;
        const bool is_closed = close != std::string_view::npos;
        const auto comma = std::min(text.find(',', is_closed ? close : 0), text.size());
        names.emplace_back(is_closed ? text.substr(begin + 1, close - begin - 1)
                                     : trimmed(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    std::erase(names, "");
    return names;
}

Error no_such_column(const TableFile& table, const std::string& name, const std::string& setting) {
    return Error(
        table_column,
        {{"name", name}, {"names", listed(table.column_names(), most_columns_named)}, {"setting", setting}},
        {.file = table.file(), .setting = "data." + setting});
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/text.h"
#include "data/array_words.h"
#include "data/folders/folder_names.h"
#include "data/tables/table_columns.h"
#include "data/text_labels.h"
#include "formats/csv.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind table_ragged{
    "table.ragged", Severity::error,
    "rows have another number of cells than the {wanted} columns ({count}): line {lines}",
    "Mend these rows, or set missing_values to “drop” to leave them out."};
constexpr ProblemKind table_missing{"table.missing_values", Severity::error,
                                    "cells hold no value ({count}): {columns}",
                                    "Set missing_values to “drop” (their rows) or “mean” (of the column)."};
constexpr ProblemKind table_dropped{"table.dropped", Severity::warning,
                                    "rows in which a value is missing are left out ({count})",
                                    "Set missing_values to “mean” to keep those whose target is known."};
constexpr ProblemKind table_filled{"table.filled", Severity::hint,
                                   "unknown values are replaced by the mean of their column ({count})",
                                   "Nothing needs to be done."};
constexpr ProblemKind table_text{"table.text_column", Severity::error,
                                 "column “{name}” holds texts, such as “{example}”",
                                 "Set text_columns to “one_hot” or “drop”, or inputs to the columns wanted."};
constexpr ProblemKind table_text_many{
    "table.text_values", Severity::error,
    "column “{name}” has more than the {limit} different texts that one-hot takes",
    "Leave the column out: set inputs to the columns wanted."};
constexpr ProblemKind table_text_dropped{"table.text_dropped", Severity::hint,
                                         "columns of texts are left out: {names}",
                                         "Set text_columns to “one_hot” to use them."};
constexpr ProblemKind table_column{"table.no_column", Severity::error,
                                   "there is no column “{name}”; there are: {names}",
                                   "Set {setting} to one of these."};
constexpr ProblemKind table_target{"table.target", Severity::hint,
                                   "the targets are column “{name}”, {reason}",
                                   "Set targets to the name of another column if that is meant."};
constexpr ProblemKind table_no_inputs{"table.no_inputs", Severity::error,
                                      "no column is left for the inputs besides the target “{name}”",
                                      "Choose a table with more columns, or another target."};
constexpr ProblemKind table_constant{"table.constant_column", Severity::warning,
                                     "column “{name}” holds the same value in every row",
                                     "Leave it out: nothing can be learned from it."};
constexpr ProblemKind table_differ{"table.columns_differ", Severity::error,
                                   "the {part} part has no column “{name}”, which the training part has",
                                   "Save both tables with the same columns."};
constexpr ProblemKind table_unlabelled{"table.unlabelled_part", Severity::warning,
                                       "the {part} part has no column “{name}” of targets and is not used",
                                       "Add the column to measure on it."};

constexpr ProblemKind table_beside{"table.beside", Severity::warning,
                                   "the table is no part of its own, or one that another table is already",
                                   "Name it train, val or test if it is meant, or choose it alone."};
constexpr ProblemKind table_cell{"table.cell", Severity::error,
                                 "“{cell}” in column “{name}” is no number as the others are",
                                 "Mend the cell, or leave the column out: set inputs to the columns wanted."};
constexpr ProblemKind table_counter{"table.counter", Severity::warning,
                                    "column “{name}” only counts the rows and is left out",
                                    "Name it in inputs if it is meant."};
constexpr ProblemKind table_large{"table.large", Severity::error,
                                  "the inputs of the {part} part need more than {limit} bytes of memory",
                                  "Set inputs to fewer columns, or use fewer rows."};
constexpr ProblemKind table_all_dropped{"table.all_dropped", Severity::error,
                                        "no row is left: in each of the {count} a value is missing",
                                        "Set inputs to columns that hold values."};

constexpr std::int64_t one_hot_values = 100;

/// One table of a data set.
struct TablePart {
    Part part{};
    fs::path path;
    std::string text;
    TableForm form;
    [[nodiscard]] std::string file() const { return shown(path); }
    std::unordered_map<std::string, std::size_t> places{};  // of the columns by their names
    [[nodiscard]] const TableColumn* find(const std::string& name) const {
        const auto found = places.find(name);
        return found == places.end() ? nullptr : &form.columns[found->second];
    }
};

/// A column of the training table that becomes one input, or one for each of its texts.
struct InputColumn {
    std::string name;
    double mean = 0;
    std::vector<std::string> texts{};  // one-hot
    [[nodiscard]] std::size_t width() const { return texts.empty() ? 1 : texts.size(); }
};

constexpr std::size_t most_named = 10;  // in a message

/// Returns the names between commas.
std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        names.emplace_back(trimmed(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return names;
}

/// Tells whether a column of this name holds targets, by the words for arrays or for classes.
bool names_targets(const std::string& name) {
    const std::string plain = lower_case(name);
    return plain == "class" || plain == "species" || plain == "category" ||
           read_array_name(plain).role == ArrayName::Role::targets;
}

class TableLoader {
public:
    TableLoader(const fs::path& path, const DataSettings& settings) : path_(path), settings_(settings) {}

    Dataset load() {
        dataset_.summary.title = shown(path_.filename());
        find_parts();
        choose_target();
        has_text_labels_ = target_is_text();
        choose_inputs();
        for (const TablePart& part : parts_) check_part(part);
        for (const TablePart& part : parts_) read_part(part);
        finish();
        return std::move(dataset_);
    }

private:
    void note(const ProblemKind& kind, Value::Map arguments, const std::string& file) {
        dataset_.summary.notes.emplace_back(kind, std::move(arguments), Where{.file = file});
    }

    void find_parts() {
        if (!fs::is_directory(path_)) return add_part(Part::training, path_);
        std::vector<fs::path> tables;
        for (const auto& entry : fs::directory_iterator(path_))
            if (is_table_file(entry.path(), Content::unknown)) tables.push_back(entry.path());
        std::ranges::sort(tables);
        std::map<Part, fs::path> files;
        for (const fs::path& path : tables) {
            const auto part = part_named(path.stem().string());
            if (!part || !files.emplace(*part, path).second)
                dataset_.files.leave_out(Problem(table_beside, {}, {.file = shown(path)}));
        }
        for (const auto& [part, path] : files) {
            add_part(part, path);
            dataset_.files.use();
        }
    }

    void add_part(Part part, const fs::path& path) {
        TablePart table{.part = part, .path = path, .text = {}, .form = {}};
        table.text = utf8_text(read_file(path, limits::data_file_bytes), table.file());
        table.form = form_of_table(table.text, table.file(), dataset_.summary.notes);
        for (std::size_t i = 0; i < table.form.columns.size(); ++i)
            table.places.emplace(table.form.columns[i].name, i);
        parts_.push_back(std::move(table));
    }

    [[nodiscard]] const TablePart& training() const { return parts_.front(); }
    [[nodiscard]] const TableColumn& column(const std::string& name) const { return *training().find(name); }

    [[nodiscard]] Error no_column(const std::string& name, const char* setting) const {
        std::vector<std::string> names;
        for (const TableColumn& each : training().form.columns) names.push_back(each.name);
        return Error(table_column,
                     {{"name", name}, {"names", listed(names, most_named)}, {"setting", setting}},
                     {.file = training().file(), .setting = std::string("data.") + setting});
    }

    void choose_target() {
        if (!settings_.targets.empty()) {
            target_ = settings_.targets;
            if (!training().find(target_)) throw no_column(target_, "targets");
            return;
        }
        const auto& columns = training().form.columns;
        const auto found =
            std::ranges::find_if(columns, [](const TableColumn& each) { return names_targets(each.name); });
        target_ = found == columns.end() ? columns.back().name : found->name;
        note(table_target,
             {{"name", target_}, {"reason", found == columns.end() ? "the last one" : "by its name"}},
             training().file());
    }

    void choose_inputs() {
        std::vector<std::string> names = names_in(settings_.inputs);
        for (const std::string& name : names)
            if (!training().find(name)) throw no_column(name, "inputs");
        if (names.empty()) names = usual_inputs();
        std::vector<std::string> dropped;
        for (const std::string& name : names) {
            const TableColumn& found = column(name);
            if (!is_of_texts(found))
                inputs_.push_back(numeric(found));
            else if (settings_.text_columns == TextColumns::drop)
                dropped.push_back(name);
            else
                inputs_.push_back(one_hot(found));
        }
        if (!dropped.empty())
            note(table_text_dropped, {{"names", listed(dropped, most_named)}}, training().file());
        if (inputs_.empty()) throw Error(table_no_inputs, {{"name", target_}}, {.file = training().file()});
    }

    /// Returns all columns but the target and those that only count the rows.
    std::vector<std::string> usual_inputs() {
        constexpr std::int64_t telling = 5;  // with fewer rows, values may count up by chance
        std::vector<std::string> names;
        for (const TableColumn& each : training().form.columns) {
            if (each.name == target_) continue;
            if (each.is_counter && training().form.rows >= telling)
                note(table_counter, {{"name", each.name}}, training().file());
            else
                names.push_back(each.name);
        }
        return names;
    }

    static bool is_of_texts(const TableColumn& found) { return found.texts > 0 && !found.has_stray_texts(); }

    InputColumn numeric(const TableColumn& found) {
        if (found.is_constant && training().form.rows > 1)
            note(table_constant, {{"name", found.name}}, training().file());
        return {.name = found.name,
                .mean = found.numbers > 0 ? found.sum / static_cast<double>(found.numbers) : 0};
    }

    /// Makes an input of each text that any part has in the column.
    InputColumn one_hot(const TableColumn& found) {
        if (settings_.text_columns == TextColumns::refuse)
            throw Error(
                table_text, {{"name", found.name}, {"example", found.first_text}},
                {.file = training().file(), .line = found.first_text_line, .setting = "data.text_columns"});
        std::set<std::string, std::less<>> texts;
        for (const TablePart& part : parts_) {
            const auto place = part.places.find(found.name);
            if (place == part.places.end()) continue;
            for_each_row(part, [&](const std::vector<std::string_view>& cells) {
                const std::string_view text = trimmed(cells[place->second]);
                if (!is_no_label(text) && std::ssize(texts) <= one_hot_values) texts.emplace(text);
            });
        }
        if (std::ssize(texts) > one_hot_values)
            throw Error(table_text_many, {{"name", found.name}, {"limit", one_hot_values}},
                        {.file = training().file()});
        return {.name = found.name, .texts = {texts.begin(), texts.end()}};
    }

    /// Calls visit(cells) for each row that has as many cells as there are columns; returns the other rows.
    template <class Visit>
    static std::int64_t for_each_row(const TablePart& table, const Visit& visit) {
        CsvReader rows(table.text, table.form.separator, table.file());
        if (table.form.has_header) rows.next();
        std::int64_t ragged = 0;
        while (rows.next()) {
            if (rows.cells().size() == table.form.columns.size())
                visit(rows.cells());
            else
                ++ragged;
        }
        return ragged;
    }

    /// Refuses ragged rows and unknown values, unless the settings say what becomes of them.
    void check_part(const TablePart& part) const {
        const TableForm& form = part.form;
        for (const InputColumn& input : inputs_)
            if (!part.find(input.name))
                throw Error(table_differ, {{"name", input.name}, {"part", to_text(part.part)}},
                            {.file = part.file()});
        check_numbers(part);
        if (settings_.missing_values == MissingValues::drop) return;
        if (!form.ragged_lines.empty()) {
            std::vector<std::string> lines;
            for (std::size_t i = 0; i < std::min<std::size_t>(5, form.ragged_lines.size()); ++i)
                lines.push_back(std::to_string(form.ragged_lines[i]));
            throw Error(table_ragged,
                        {{"count", static_cast<std::int64_t>(form.ragged_lines.size())},
                         {"wanted", static_cast<std::int64_t>(form.columns.size())},
                         {"lines", listed(lines, most_named)}},
                        {.file = part.file(), .line = form.ragged_lines.front()});
        }
        if (settings_.missing_values == MissingValues::refuse) refuse_unknown(part);
    }

    /// Refuses texts in columns of numbers, in any part.
    void check_numbers(const TablePart& part) const {
        const auto check = [&](const std::string& name) {
            const TableColumn& found = *part.find(name);
            if (found.texts > 0)
                throw Error(table_cell, {{"cell", found.first_text}, {"name", name}},
                            {.file = part.file(), .line = found.first_text_line, .setting = "data.inputs"});
        };
        for (const InputColumn& input : inputs_)
            if (input.texts.empty()) check(input.name);
        if (!has_text_labels_ && part.find(target_)) check(target_);
    }

    void refuse_unknown(const TablePart& part) const {
        std::vector<std::string> names;
        for (const InputColumn& input : inputs_) names.push_back(input.name);
        if (part.find(target_)) names.push_back(target_);
        std::vector<std::string> columns;
        std::int64_t count = 0;
        for (const std::string& name : names) {
            const std::int64_t unknown = part.find(name)->unknown();
            count += unknown;
            if (unknown > 0) columns.push_back("“" + name + "” (" + std::to_string(unknown) + ")");
        }
        if (count > 0)
            throw Error(table_missing, {{"count", count}, {"columns", listed(columns, most_named)}},
                        {.file = part.file(), .setting = "data.missing_values"});
    }

    /// Reads the rows of a part. A row with an unknown target is left out, so is one with an unknown input
    /// unless its column's mean stands for it.
    void read_part(const TablePart& table) {
        const auto target = table.places.find(target_);
        if (target == table.places.end())
            return note(table_unlabelled, {{"part", to_text(table.part)}, {"name", target_}}, table.file());
        if (table.form.rows * width() * static_cast<std::int64_t>(sizeof(float)) > limits::dataset_bytes)
            throw Error(table_large, {{"part", to_text(table.part)}, {"limit", limits::dataset_bytes}},
                        {.file = table.file()});
        std::vector<std::size_t> places;
        for (const InputColumn& input : inputs_) places.push_back(table.places.at(input.name));
        std::vector<float> sample;
        dropped_ += for_each_row(table, [&](const std::vector<std::string_view>& cells) {
            const std::string_view label = cells[target->second];
            const bool is_known = !(has_text_labels_ ? is_no_label(label) : is_missing(label));
            if (is_known && read_sample(cells, places, table.form.decimal_comma, sample))
                add_sample(table, sample, label);
            else
                ++dropped_;
        });
    }

    bool read_sample(const std::vector<std::string_view>& cells, const std::vector<std::size_t>& places,
                     bool decimal_comma, std::vector<float>& sample) {
        sample.clear();
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            const std::string_view cell = trimmed(cells[places[i]]);
            if (!inputs_[i].texts.empty()) {
                // No mean stands for a text.
                if (is_no_label(cell)) return false;
                for (const std::string& text : inputs_[i].texts) sample.push_back(text == cell ? 1.0F : 0.0F);
                continue;
            }
            const auto number = number_of_cell(cell, decimal_comma);
            if (!number && settings_.missing_values != MissingValues::mean) return false;
            if (!number) ++filled_;
            sample.push_back(static_cast<float>(number.value_or(inputs_[i].mean)));
        }
        return true;
    }

    void add_sample(const TablePart& table, const std::vector<float>& sample, std::string_view target) {
        DataPart& part = dataset_.part(table.part);
        if (part.count == 0) part.inputs = std::vector<float>();
        auto& values = std::get<std::vector<float>>(part.inputs);
        values.insert(values.end(), sample.begin(), sample.end());
        ++part.count;
        part.targets.push_back(
            has_text_labels_ ? 0.0F : static_cast<float>(*number_of_cell(target, table.form.decimal_comma)));
        if (has_text_labels_) labels_of(table.part).emplace_back(trimmed(target));
    }

    [[nodiscard]] bool target_is_text() const {
        return std::ranges::any_of(parts_, [&](const TablePart& part) {
            const TableColumn* const found = part.find(target_);
            return found && is_of_texts(*found);
        });
    }

    std::vector<std::string>& labels_of(Part part) {
        return part == Part::training     ? labels_.training
               : part == Part::validation ? labels_.validation
                                          : labels_.test;
    }

    [[nodiscard]] std::int64_t width() const {
        std::int64_t width = 0;
        for (const InputColumn& input : inputs_) width += static_cast<std::int64_t>(input.width());
        return width;
    }

    void finish() {
        if (dataset_.training.count == 0)
            throw Error(table_all_dropped, {{"count", training().form.rows}}, {.file = training().file()});
        DatasetSummary& summary = dataset_.summary;
        summary.sample_shape = {width()};
        for (const InputColumn& input : inputs_) {
            if (input.texts.empty()) summary.input_names.push_back(input.name);
            for (const std::string& text : input.texts)
                summary.input_names.push_back(input.name + "=" + text);
        }
        if (has_text_labels_)
            number_text_labels(dataset_, 0, labels_, {}, {.file = training().file()});
        else if (!column(target_).is_whole)
            summary.target_shape = {1};
        if (dropped_ > 0) note(table_dropped, {{"count", dropped_}}, training().file());
        if (filled_ > 0) note(table_filled, {{"count", filled_}}, training().file());
    }

    const fs::path& path_;
    const DataSettings& settings_;
    Dataset dataset_;
    std::vector<TablePart> parts_;  // the training part first
    std::string target_;
    std::vector<InputColumn> inputs_;
    bool has_text_labels_ = false;
    TextLabels labels_;
    std::int64_t dropped_ = 0, filled_ = 0;
};

}  // namespace

bool is_table_file(const fs::path& path, Content content) {
    const std::string ending = lower_case(path.extension().string());
    return content == Content::text || ending == ".csv" || ending == ".tsv" || ending == ".tab";
}

bool is_tables_folder(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (part_named(entry->path().stem().string()) == Part::training &&
            is_table_file(entry->path(), Content::unknown))
            return true;
    return false;
}

Dataset load_table(const fs::path& path, const DataSettings& settings) {
    return TableLoader(path, settings).load();
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tables/table.h"

#include "base/limits.h"
#include "base/text.h"
#include "data/folders/folder_names.h"
#include "data/tables/table_cells.h"
#include "data/tables/table_roles.h"
#include "data/text_labels.h"

#include <algorithm>
#include <map>

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
constexpr ProblemKind table_differ{"table.columns_differ", Severity::error,
                                   "the {part} part has no column “{name}”, which the training part has",
                                   "Save both tables with the same columns."};
constexpr ProblemKind table_unlabelled{"table.unlabelled_part", Severity::warning,
                                       "the {part} part has no column “{name}” of targets and is not used",
                                       "Add the column to measure on it."};
constexpr ProblemKind table_no_target{"table.no_target", Severity::error,
                                      "no column is left for the targets: all are inputs or dropped",
                                      "Name the column of the targets in targets, and not in inputs."};
constexpr ProblemKind table_beside{"table.beside", Severity::warning,
                                   "the table is no part of its own, or one that another table is already",
                                   "Name it train, val or test if it is meant, or choose it alone."};
constexpr ProblemKind table_cell{"table.cell", Severity::error,
                                 "“{cell}” in column “{name}” is no number as the others are",
                                 "Mend the cell, or name the column in dropped_columns."};
constexpr ProblemKind table_large{"table.large", Severity::error,
                                  "the inputs of the {part} part need more than {limit} bytes of memory",
                                  "Set inputs to fewer columns, or use fewer rows."};
constexpr ProblemKind table_all_dropped{"table.all_dropped", Severity::error,
                                        "no row is left: in each of the {count} a value is missing",
                                        "Set inputs to columns that hold values."};

constexpr std::size_t most_parts_named = 10;  // in a message

std::int64_t bytes_of(const std::vector<TablePart>& parts) {
    std::int64_t bytes = 0;
    for (const TablePart& part : parts) bytes += std::ssize(part.table.text);
    return bytes;
}

class TableLoader {
public:
    TableLoader(const fs::path& path, const DataSettings& settings, const LoadWatch& watch)
        : path_(path), settings_(settings), watch_(watch) {}

    Dataset load() {
        dataset_.summary.title = shown(path_.filename());
        parts_ = read_table_parts(path_, dataset_.summary.notes, dataset_.files, watch_);
        roles_ = choose_roles(parts_, settings_);
        add_notes(std::move(roles_.notes));
        if (!roles_.problems.empty()) throw Error(std::move(roles_.problems));
        for (const TablePart& part : parts_) check_part(part);
        LoadCounter counter(watch_, LoadStage::reading, bytes_of(parts_));
        for (const TablePart& part : parts_) read_part(part, counter.adding());
        finish();
        return std::move(dataset_);
    }

private:
    void note(const ProblemKind& kind, Value::Map arguments, const std::string& file) {
        dataset_.summary.notes.emplace_back(kind, std::move(arguments), Where{.file = file});
    }
    void add_notes(std::vector<Problem> notes) {
        std::ranges::move(notes, std::back_inserter(dataset_.summary.notes));
    }

    [[nodiscard]] const TableFile& training() const { return parts_.front().table; }

    /// Refuses ragged rows and unknown values, unless the settings say what becomes of them.
    void check_part(const TablePart& part) const {
        const TableFile& table = part.table;
        for (const TableInput& input : roles_.inputs)
            if (!table.find(input.name))
                throw Error(table_differ, {{"name", input.name}, {"part", to_text(part.part)}},
                            {.file = table.file()});
        check_numbers(table);
        if (settings_.missing_values == MissingValues::drop) return;
        if (!table.form.ragged_lines.empty()) refuse_ragged(table);
        if (settings_.missing_values == MissingValues::refuse) refuse_unknown(table);
    }

    static void refuse_ragged(const TableFile& table) {
        const auto& ragged = table.form.ragged_lines;
        std::vector<std::string> lines;
        for (std::size_t i = 0; i < std::min<std::size_t>(5, ragged.size()); ++i)
            lines.push_back(std::to_string(ragged[i]));
        throw Error(table_ragged,
                    {{"count", static_cast<std::int64_t>(ragged.size())},
                     {"wanted", static_cast<std::int64_t>(table.form.columns.size())},
                     {"lines", listed(lines, most_parts_named)}},
                    {.file = table.file(), .line = ragged.front()});
    }

    /// Refuses texts in columns of numbers.
    void check_numbers(const TableFile& table) const {
        const auto check = [&](const std::string& name) {
            const TableColumn& found = *table.find(name);
            if (found.texts > 0)
                throw Error(table_cell, {{"cell", found.first_text}, {"name", name}},
                            {.file = table.file(), .line = found.first_text_line, .setting = "data.inputs"});
        };
        for (const TableInput& input : roles_.inputs)
            if (input.texts.empty()) check(input.name);
        if (!roles_.has_text_labels && table.find(roles_.target)) check(roles_.target);
    }

    void refuse_unknown(const TableFile& table) const {
        std::vector<std::string> names;
        for (const TableInput& input : roles_.inputs) names.push_back(input.name);
        if (table.find(roles_.target)) names.push_back(roles_.target);
        std::vector<std::string> columns;
        std::int64_t count = 0;
        for (const std::string& name : names) {
            const std::int64_t unknown = table.find(name)->unknown();
            count += unknown;
            if (unknown > 0) columns.push_back("“" + name + "” (" + std::to_string(unknown) + ")");
        }
        if (count > 0)
            throw Error(table_missing, {{"count", count}, {"columns", listed(columns, most_parts_named)}},
                        {.file = table.file(), .setting = "data.missing_values"});
    }

    /// Reads the rows of a part. A row with an unknown target is left out, so is one with an unknown input
    /// unless its column's mean stands for it.
    void read_part(const TablePart& part, const ByteWatch& watch) {
        const TableFile& table = part.table;
        const auto target = table.places.find(roles_.target);
        if (target == table.places.end() && !roles_.target.empty())
            return note(table_unlabelled, {{"part", to_text(part.part)}, {"name", roles_.target}},
                        table.file());
        if (table.form.rows * width() * static_cast<std::int64_t>(sizeof(float)) > limits::dataset_bytes)
            throw Error(table_large, {{"part", to_text(part.part)}, {"limit", limits::dataset_bytes}},
                        {.file = table.file()});
        std::vector<std::size_t> places;
        for (const TableInput& input : roles_.inputs) places.push_back(table.places.at(input.name));
        std::vector<float> sample;
        const auto read = [&](const std::vector<std::string_view>& cells, std::int64_t, std::int64_t number) {
            const std::string_view label = roles_.target.empty() ? "0" : cells[target->second];
            const bool is_known = !(roles_.has_text_labels ? is_no_label(label) : is_missing(label));
            if (is_known &&
                !read_inputs(roles_.inputs, cells, places, table.form.decimal_comma, sample, filled_))
                add_sample(part, sample, label, number);
            else
                ++dropped_;
        };
        dropped_ += table.for_each_row(read, watch);
    }

    void add_sample(const TablePart& of, const std::vector<float>& sample, std::string_view target,
                    std::int64_t number) {
        DataPart& part = dataset_.part(of.part);
        std::vector<float>& values = inputs_[of.part];
        values.insert(values.end(), sample.begin(), sample.end());
        part.numbers.push_back(number);
        ++part.count;
        const bool is_text = roles_.has_text_labels;
        part.targets.push_back(
            is_text ? 0.0F : static_cast<float>(*number_of_cell(target, of.table.form.decimal_comma)));
        if (is_text) labels_of(of.part).emplace_back(trimmed(target));
    }

    std::vector<std::string>& labels_of(Part part) {
        return part == Part::training     ? labels_.training
               : part == Part::validation ? labels_.validation
                                          : labels_.test;
    }

    [[nodiscard]] std::int64_t width() const {
        std::int64_t width = 0;
        for (const TableInput& input : roles_.inputs) width += static_cast<std::int64_t>(input.width());
        return width;
    }

    void finish() {
        const Where where{.file = training().file()};
        if (dataset_.training.count == 0)
            throw Error(table_all_dropped, {{"count", training().form.rows}}, where);
        for (auto& [part, values] : inputs_)
            dataset_.part(part).inputs = SampleValues(std::move(values), width());
        DatasetSummary& summary = dataset_.summary;
        summary.sample_shape = {width()};
        summary.input_names = names_of(roles_.inputs);
        summary.target_column = roles_.target;
        if (training().mark.is_seen) summary.decimal_comma = training().form.decimal_comma;
        if (roles_.target.empty())
            summary.target_facts.missing = Problem(table_no_target, {}, where);
        else if (roles_.has_text_labels)
            number_text_labels(dataset_, 0, labels_, {}, where);
        else if (!training().find(roles_.target)->is_whole)
            summary.target_shape = {1};
        if (dropped_ > 0) note(table_dropped, {{"count", dropped_}}, where.file);
        for (const TableInput& input : roles_.inputs)
            if (input.mean) summary.input_means.emplace(input.name, *input.mean);
        if (filled_ > 0) note(table_filled, {{"count", filled_}}, where.file);
    }

    const fs::path& path_;
    const DataSettings& settings_;
    const LoadWatch& watch_;
    Dataset dataset_;
    std::vector<TablePart> parts_;  // the training part first
    TableRoles roles_;
    std::map<Part, std::vector<float>> inputs_;
    TextLabels labels_;
    std::int64_t dropped_ = 0, filled_ = 0;
};

/// Returns the tables of a folder that are named like parts, and accounts for all.
std::map<Part, fs::path> table_files(const fs::path& folder, FileAccount& account) {
    std::vector<fs::path> tables;
    for (const auto& entry : fs::directory_iterator(folder))
        if (is_table_file(entry.path(), Content::unknown)) tables.push_back(entry.path());
    std::ranges::sort(tables);
    std::map<Part, fs::path> files;
    for (const fs::path& table : tables) {
        const auto part = part_named(table.stem().string());
        if (!part || !files.emplace(*part, table).second)
            account.leave_out(Problem(table_beside, {}, {.file = shown(table)}));
        else
            account.use();
    }
    return files;
}

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

std::vector<TablePart> read_table_parts(const fs::path& path, std::vector<Problem>& notes,
                                        FileAccount& account, const LoadWatch& watch) {
    std::map<Part, fs::path> files;
    if (fs::is_directory(path))
        files = table_files(path, account);
    else
        files.emplace(Part::training, path);
    std::int64_t bytes = 0;
    for (const auto& [part, file] : files) bytes += size_of_file(file);
    LoadCounter counter(watch, LoadStage::reading, 2 * bytes);  // each is read, then its columns are found
    std::vector<TableText> texts;
    texts.reserve(files.size());
    for (const auto& [part, file] : files)
        texts.push_back(read_table_text(file, notes, counter.adding(), counter.staying()));
    const auto decimal_comma = shared_decimal_comma(texts);
    std::vector<TablePart> parts;
    parts.reserve(files.size());
    for (const auto& [part, file] : files)
        parts.push_back(
            {part, table_of(std::move(texts[parts.size()]), decimal_comma, notes, counter.adding())});
    return parts;
}

Dataset load_table(const fs::path& path, const DataSettings& settings, const LoadWatch& watch) {
    return TableLoader(path, settings, watch).load();
}

}  // namespace glassnet

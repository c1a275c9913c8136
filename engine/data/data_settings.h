// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the samples come from, as a project says it. A new setting is one member and one line of the record
// below it: file, form, check, command line and help read it from there.
#pragma once

#include "base/record.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace glassnet {

class DataRecord;
class SampleChangeRecord;

/// What folders within the folder of a class are: part of the class, or classes of their own.
enum class ClassFolders { merge, separate };
constexpr std::array<std::string_view, 2> names(ClassFolders) { return {"merge", "separate"}; }

/// What becomes of the rows of a table in which a value is not known.
enum class MissingValues { refuse, drop, mean };
constexpr std::array<std::string_view, 3> names(MissingValues) { return {"refuse", "drop", "mean"}; }

/// What becomes of the columns of a table that hold texts.
enum class TextColumns { refuse, one_hot, drop };
constexpr std::array<std::string_view, 3> names(TextColumns) { return {"refuse", "one_hot", "drop"}; }

/// What a person has changed about a sample; its file stays as it is.
struct SampleChange {
    std::string sample;        // its file, or its part and number: “training[12]”
    std::string class_name{};  // instead of its own; empty: its own
    bool excluded = false;
    Value::Map written{};  // the fields as they stood in the file

    using DescribedBy = SampleChangeRecord;
    friend bool operator==(const SampleChange& a, const SampleChange& b);
};

/// A project's settings for its data. A value.
struct DataSettings {
    std::string source = "builtin:fashion-mnist";
    double validation_split = 0.1;
    std::uint64_t split_seed = 42;
    ClassFolders class_folders = ClassFolders::merge;
    std::string class_pattern{};
    std::string inputs{};
    std::string targets{};
    std::string more_targets{};
    MissingValues missing_values = MissingValues::refuse;
    TextColumns text_columns = TextColumns::refuse;
    std::string dropped_columns{};
    std::string alpha = "white";
    std::vector<SampleChange> changes{};
    Value::Map written{};  // the fields as they stood in the file

    using DescribedBy = DataRecord;
    friend bool operator==(const DataSettings& a, const DataSettings& b);
};

class SampleChangeRecord final : public RecordOf<SampleChangeRecord, SampleChange> {
public:
    using RecordOf::RecordOf;
    static constexpr auto settings = std::tuple{
        in_every_file(setting("sample", &SampleChange::sample,
                              "File of the sample, relative to the data, or its part and number, as in "
                              "“training[12]”.")),
        setting("class", &SampleChange::class_name, "The class that it has instead of its own."),
        setting("excluded", &SampleChange::excluded, "It is left out of the data."),
    };
    static Description describe() {
        return {.id = "change",
                .title = "Change of a sample",
                .group = "Project",
                .summary = "What was changed about one sample, an element of “changes” of the data.",
                .formula = {},
                .keras = {},
                .pytorch = {},
                .onnx = {},
                .icon = {}};
    }
};

class DataRecord final : public RecordOf<DataRecord, DataSettings> {
public:
    using RecordOf::RecordOf;
    static constexpr auto settings = std::tuple{
        in_every_file(
            setting("source", &DataSettings::source,
                    "“builtin:” and the name of an embedded data set, or a file or folder, relative to "
                    "the project's.")),
        titled(
            "validation share",
            setting("validation_split", &DataSettings::validation_split, from_below(0, 1),
                    "Share of the training samples that is kept for validation, where the data has no such "
                    "part.")),
        titled("split seed", setting("split_seed", &DataSettings::split_seed,
                                     "Begins the random choice of validation samples.")),
        titled("inner folders",
               setting("class_folders", &DataSettings::class_folders,
                       "Folders within the folder of a class: “merge” counts their pictures as the class, "
                       "“separate” makes each a class of its own.")),
        titled("name pattern",
               setting("class_pattern", &DataSettings::class_pattern,
                       "How the names of files tell classes where no folders do: {class} stands for the "
                       "class, * for any text, # for digits, as in “{class}.#.*”. Empty: they tell none.")),
        titled("inputs",
               setting("inputs", &DataSettings::inputs,
                       "Name of the array with the inputs of the training part, in files of arrays; those of "
                       "the other parts have test or val in place of train. In tables the columns of the "
                       "inputs, with commas between; names that hold a comma stand in quotes. Empty: found "
                       "by itself.")),
        titled("targets",
               setting("targets", &DataSettings::targets,
                       "Name of the array with the targets of the training part, or of the column in tables. "
                       "Empty: found by itself.")),
        titled(
            "more targets",
            setting("more_targets", &DataSettings::more_targets,
                    "Targets of further outputs as NAME=ARRAY, with commas between: box=boxes_train. Empty: "
                    "every y_NAME_train.")),
        titled("unknown values",
               setting("missing_values", &DataSettings::missing_values,
                       "What becomes of cells of a table without a value: “refuse” asks first, “drop” leaves "
                       "their rows out, “mean” takes the mean of the column.")),
        titled("text columns",
               setting(
                   "text_columns", &DataSettings::text_columns,
                   "What becomes of columns of a table that hold texts: “refuse” asks first, “one_hot” makes "
                   "an input of each text, “drop” leaves them out. Those that inputs names become one-hot.")),
        titled("dropped columns", setting("dropped_columns", &DataSettings::dropped_columns,
                                          "Columns of a table that are not used, with commas between.")),
        setting("alpha", &DataSettings::alpha,
                "What becomes of transparency: the picture is laid on “white”, “black” or a colour such as "
                "“#80c0ff”, or “channel” keeps it as one more channel."),
        setting("changes", &DataSettings::changes,
                "Samples that were left out or given another class; their files stay as they are."),
    };
    static Description describe() {
        return {.id = "data",
                .title = "Data",
                .group = "Project",
                .summary = "Where the samples come from, and which of them are kept for validation.",
                .formula = {},
                .keras = {},
                .pytorch = {},
                .onnx = {},
                .icon = {}};
    }
};

inline bool operator==(const SampleChange& a, const SampleChange& b) { return same_settings(a, b); }
inline bool operator==(const DataSettings& a, const DataSettings& b) { return same_settings(a, b); }

}  // namespace glassnet

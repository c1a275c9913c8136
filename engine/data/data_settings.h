// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the samples come from, as a project says it. A new setting is one member and one line of the record
// below it: file, form, check, command line and help read it from there.
#pragma once

#include "base/limits.h"
#include "base/record.h"

#include <cstdint>
#include <string>
#include <tuple>

namespace glassnet {

class DataRecord;

/// A project's settings for its data. A value.
struct DataSettings {
    std::string source = "builtin:fashion-mnist";
    double validation_split = 0.1;
    std::uint64_t split_seed = 42;
    int image_height = 0;
    int image_width = 0;
    Value::Map written{};  // the fields as they stood in the file

    using DescribedBy = DataRecord;
    friend bool operator==(const DataSettings& a, const DataSettings& b);
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
        titled("picture height",
               setting("image_height", &DataSettings::image_height, between(0, limits::image_side),
                       "Height that pictures of a folder are brought to; 0: as they are.")),
        titled("picture width",
               setting("image_width", &DataSettings::image_width, between(0, limits::image_side),
                       "Width that pictures of a folder are brought to; 0: as they are.")),
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

inline bool operator==(const DataSettings& a, const DataSettings& b) { return same_settings(a, b); }

}  // namespace glassnet

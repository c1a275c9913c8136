// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/data_settings.h"
#include "data/folders/folder_names.h"
#include "data/folders/folder_tree.h"

#include <optional>
#include <string>
#include <vector>

namespace glassnet {

/// How a folder of pictures is understood: which file is a sample of which part and class. A value.
struct FolderLayout {
    struct Sample {
        std::string path;  // relative to the folder
        Part part{};
        int class_number = 0;
    };
    std::vector<Sample> samples;           // by part, class and name
    std::vector<std::string> class_names;  // the file system's own bytes; those of the training part first
    int training_classes = 0;              // how many of them the training part has
    std::vector<Problem> notes;            // what a reader of the folder might have meant otherwise
    // Why no sample has a class: then all are class 0, named after the training part's folder.
    std::optional<Problem> missing_classes;
    std::optional<Problem> beyond_training;  // a class that only other parts have
};

/// Finds the layout of a folder. In this order: a folder whose only content is one folder with folders is
/// entered; folders named like parts are parts, if one is for training; every other folder is a class, with
/// all that lies in it. A part may also lie in each class (cat/train, cat/test). Without folders of classes
/// the names of the files tell them, if DataSettings::class_pattern says how; otherwise there are none. Files
/// that are not used go to the account. Throws Error where several data sets lie in the folder, or none.
[[nodiscard]] FolderLayout layout_of(const FolderTree& tree, const std::filesystem::path& folder,
                                     const DataSettings& settings, FileAccount& account);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/folders/file_account.h"
#include "data/load_options.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace glassnet {

/// A folder as far as it may hold samples, in natural order ("2" before "10"). Names are the file system's
/// own bytes. A value.
struct FolderTree {
    std::string name;
    std::vector<std::string> pictures;  // names of files that are pictures by their ending or their content
    std::vector<FolderTree> folders;
    std::int64_t other_files = 0;  // files of its own that are no pictures

    /// Returns the number of pictures here and in all folders within.
    [[nodiscard]] std::int64_t pictures_within() const;
};

/// Reads a folder in any depth. What cannot be a sample goes to the account: hidden files, folders of the
/// system, files that are no pictures, folders too deep or not readable. Links are followed unless they lead
/// back to a folder that holds them. Throws Error if there are more files than the limits allow, and
/// data.cancelled where the watch ends it.
[[nodiscard]] FolderTree read_folder_tree(const std::filesystem::path& folder, FileAccount& account,
                                          const LoadWatch& watch = {});

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the names of files and folders tell, for data sets that people have put together by hand.
#pragma once

#include "data/part.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Returns the part that a folder of this name holds: "train", "Training_Set", "valid", "test-images" …
[[nodiscard]] std::optional<Part> part_named(std::string_view name);

/// Tells whether systems and programs put such a folder beside the user's own: __MACOSX, .ipynb_checkpoints.
[[nodiscard]] bool is_system_folder(std::string_view name);
/// Tells whether systems and programs put such a file beside the user's own: .DS_Store, Thumbs.db.
[[nodiscard]] bool is_hidden_file(std::string_view name);
/// Tells whether a folder of this name holds pictures whose classes nobody has told: "unlabelled", "images".
[[nodiscard]] bool names_no_class(std::string_view name);
/// Tells whether the file claims by its name's ending to be a picture, of any kind.
[[nodiscard]] bool has_picture_ending(std::string_view name);
/// Returns the name with bytes that are no printable text as \xFF, so that every file can be named.
[[nodiscard]] std::string shown(const std::filesystem::path& path);

/// Returns what stands for {class} where a name fits a pattern; * is any text, # are digits. The shortest
/// class that fits is taken: "{class}.*" finds cat in "cat.12.jpg".
[[nodiscard]] std::optional<std::string> class_in_name(std::string_view pattern, std::string_view name);
/// Returns a pattern by which the names make at least two classes of at least two files each; nothing if
/// there is none.
[[nodiscard]] std::optional<std::string> pattern_for(const std::vector<std::string>& names);

}  // namespace glassnet

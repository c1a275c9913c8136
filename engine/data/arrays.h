// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "formats/npy.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace glassnet {

using Arrays = std::map<std::string, PlacedArray>;
/// Reads those arrays of a file that are wanted; the others come without a value. Those that may stay are
/// left in their file, if they can be.
using ReadArrays = std::function<Arrays(const IsWanted& is_wanted, const IsWanted& may_stay)>;

/// Makes a data set of the arrays that are named like one (x_train, y_train, x_test, y_test and optionally
/// x_val, y_val; array_names.h) or that the settings name. The first side counts the samples; pictures are
/// height × width (× channels). One whole number (by its type) or text per sample counts as a class in the
/// split; the loss decides what targets are. Classes are named by an array “class_names” or by
/// class_names.txt beside the file, those of a further target by “class_names_NAME”. `path` is the file or
/// folder. Throws Error.
[[nodiscard]] Dataset read_arrays(const ReadArrays& read, const std::filesystem::path& path,
                                  const DataSettings& settings);

}  // namespace glassnet

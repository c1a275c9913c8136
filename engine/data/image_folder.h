// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <filesystem>

namespace glassnet {

/// Loads pictures in one folder per class: `train/<class>/…` with optional `val/` and `test/` beside it, or
/// the class folders directly. Classes are in natural order ("2" before "10"). Every file is accounted for:
/// loaded, ignored (hidden), or listed in the notes with its reason. Links to folders are not followed.
/// Throws Error if nothing there can be used for training.
[[nodiscard]] Dataset load_image_folder(const std::filesystem::path& folder, const DataSettings& settings);

}  // namespace glassnet

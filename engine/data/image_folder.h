// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <filesystem>

namespace glassnet {

/// Pictures in one folder per class: `train/<class>/…` with `val/` and `test/` beside it if wanted, or the
/// classes at once. Classes are in natural order ("2" before "10"). Every file is accounted for: loaded,
/// ignored (hidden), or listed in the notes with its reason. Links to folders are not followed. Throws Error
/// if nothing can be trained with what is there.
[[nodiscard]] Dataset load_image_folder(const std::filesystem::path& folder, const DataSettings& settings);

}  // namespace glassnet

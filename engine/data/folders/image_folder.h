// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <filesystem>

namespace glassnet {

/// Loads the pictures of a folder, understood as folder_layout.h tells: one folder per class, with or without
/// folders of parts. Every file is in Dataset::files: used, left out with its reason, or ignored by a rule.
/// Throws Error if nothing there can be used for training.
[[nodiscard]] Dataset load_image_folder(const std::filesystem::path& folder, const DataSettings& settings,
                                        const LoadOptions& options);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <filesystem>

namespace glassnet {

/// Loads the arrays x_train, y_train, x_test, y_test and optionally x_val, y_val of an .npz file (NumPy). The
/// first side counts the samples; pictures are height × width (× channels). One whole number (by its type)
/// per sample in y counts as a class in the split; the loss decides what targets are.
[[nodiscard]] Dataset load_npz_dataset(const std::filesystem::path& path);

/// Loads the same arrays from a .safetensors file.
[[nodiscard]] Dataset load_safetensors_dataset(const std::filesystem::path& path);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <filesystem>

namespace glassnet {

// Data sets in files of arrays, read as read_arrays() tells. The watch hears of their bytes (data.cancelled).

/// Loads an .npz file of NumPy.
[[nodiscard]] Dataset load_npz_dataset(const std::filesystem::path& path, const DataSettings& settings = {},
                                       const LoadWatch& watch = {});

/// Loads a .safetensors file.
[[nodiscard]] Dataset load_safetensors_dataset(const std::filesystem::path& path,
                                               const DataSettings& settings = {},
                                               const LoadWatch& watch = {});

/// Tells whether a folder holds .npy files or .npz files and neither pictures nor folders, or .npy files that
/// are named like inputs.
[[nodiscard]] bool is_arrays_folder(const std::filesystem::path& folder);

/// Loads a folder: each array from the .npy file of its name, or all from its one .npz file.
[[nodiscard]] Dataset load_arrays_folder(const std::filesystem::path& folder,
                                         const DataSettings& settings = {}, const LoadWatch& watch = {});

/// Loads one .npy file as the inputs, unless DataSettings::inputs names another beside it, with the arrays
/// beside it that are named like targets, parts, weights or names of classes.
[[nodiscard]] Dataset load_npy_dataset(const std::filesystem::path& path, const DataSettings& settings = {},
                                       const LoadWatch& watch = {});

}  // namespace glassnet

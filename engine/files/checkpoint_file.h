// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/checkpoint.h"

#include <filesystem>

namespace glassnet {

/// Saves a whole checkpoint atomically as .safetensors: tensors "weights/…" and "optimizer/…", all else as
/// exact texts in the metadata, with a SHA-256 over everything.
void save_checkpoint(const Checkpoint& checkpoint, const std::filesystem::path& path);

/// Reads a checkpoint back, bit for bit. Throws Error if one bit is wrong.
[[nodiscard]] Checkpoint load_checkpoint(const std::filesystem::path& path);

}  // namespace glassnet

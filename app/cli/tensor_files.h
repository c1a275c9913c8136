// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/safetensors.h"

#include <filesystem>

namespace glassnet::cli {

/// Reads all tensors of an .npz or .safetensors file, told apart by their content. The types are those that a
/// .safetensors file may hold. Throws Error.
[[nodiscard]] StoredTensors read_tensors(const std::filesystem::path& path,
                                         TensorTypes types = TensorTypes::of_weights);

}  // namespace glassnet::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "formats/safetensors.h"
#include "training/snapshot.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace glassnet {

/// Weights by name: "conv2d_1/kernel".
using NamedWeights = std::map<std::string, TensorValue>;

/// Saves weights atomically as .safetensors (F32, every bit kept). Throws Error and leaves the old file
/// untouched.
void save_weights(NamedWeights weights, const std::filesystem::path& path);

struct LoadedWeights {
    NamedWeights weights;
    std::vector<Problem> notes;  // tensors with NaN or infinity
};

/// Returns a warning for each tensor that holds NaN or infinity.
[[nodiscard]] std::vector<Problem> not_finite_notes(const std::map<std::string, StoredTensor>& tensors,
                                                    const std::string& file);
/// Reads a .safetensors file; other number types become float. Throws Error.
[[nodiscard]] LoadedWeights load_weights(const std::filesystem::path& path);

/// Converts a tensor for a file.
[[nodiscard]] StoredTensor to_stored(TensorValue tensor);
/// Converts a tensor of a file back. Throws Error for shapes that no weight can have; `where` is its place.
[[nodiscard]] TensorValue from_stored(const StoredTensor& tensor, const Where& where);

}  // namespace glassnet

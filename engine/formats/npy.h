// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace glassnet {

/// Texts of an array, as UTF-8, in row-major order.
struct StoredTexts {
    std::vector<std::int64_t> shape;
    std::vector<std::string> texts;
};

/// An array of a file: of numbers, or of texts.
using StoredArray = std::variant<StoredTensor, StoredTexts>;

/// Reads one .npy file of NumPy: numbers of any type and order of bytes, or texts of a fixed length (<U, >U,
/// |S in UTF-8), in row-major or Fortran order. What its header claims is compared with the file before
/// memory is allocated. All other types are refused, object arrays because they contain code. `name` is for
/// messages. Throws Error naming the array.
[[nodiscard]] StoredArray read_npy(std::span<const std::byte> bytes, const std::string& name,
                                   const std::string& file_name);

/// Returns the numbers of an array. Throws Error naming it where it holds texts.
[[nodiscard]] StoredTensor numbers_of(StoredArray array, const std::string& name,
                                      const std::string& file_name);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
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

/// An array of numbers that is large and stays in its file: bytes or float as the machine has them, in
/// row-major order.
struct ArrayInFile {
    std::vector<std::int64_t> shape;
    bool are_bytes = true;
    std::filesystem::path file{};
    std::int64_t offset = 0;  // of its first value
};

/// An array of a file, or its place there.
using PlacedArray = std::variant<StoredTensor, StoredTexts, ArrayInFile>;

/// Smaller arrays than this are read at once, in bytes: leaving them in their file saves nothing.
inline constexpr std::int64_t stays_in_file_from = 32'000'000;
/// The header of a .npy file has no more bytes.
inline constexpr std::size_t npy_head_bytes = 65536 + 12;

/// Finds the place of the values in a .npy file, as ArrayInFile without the file, from its first bytes
/// (npy_head_bytes, if it has them) and its size; nothing where they cannot stay there: of other types,
/// turned round, or in another order. Throws Error as read_npy.
[[nodiscard]] std::optional<ArrayInFile> place_in_npy(std::span<const std::byte> head, std::int64_t size,
                                                      const std::string& name, const std::string& file_name);

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

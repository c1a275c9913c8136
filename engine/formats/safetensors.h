// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace glassnet {

/// A tensor as in a file: values in row-major order. F32, F16 and BF16 are read as float, F64 as double,
/// whole numbers as std::int64_t, but U64 as itself, U8 and BOOL as bytes; nothing loses a bit.
struct StoredTensor {
    using Values = std::variant<std::vector<float>, std::vector<double>, std::vector<std::int64_t>,
                                std::vector<std::uint8_t>, std::vector<std::uint64_t>>;
    std::vector<std::int64_t> shape;
    Values values;
    friend bool operator==(const StoredTensor&, const StoredTensor&) = default;
};

/// All that a file of tensors holds: names with tensors, and texts about them.
struct StoredTensors {
    std::map<std::string, StoredTensor> tensors;
    std::map<std::string, std::string> metadata;
    friend bool operator==(const StoredTensors&, const StoredTensors&) = default;
};

/// Which tensors of a file are wanted, by name.
using IsWanted = std::function<bool(const std::string&)>;
inline bool every_tensor(const std::string&) { return true; }

/// Which types of numbers a file may hold: those that frameworks save weights in, or I8, I16, U16, U32 and
/// U64 too, for data.
enum class TensorTypes { of_weights, any_number };

/// Reads a .safetensors file (github.com/huggingface/safetensors, "Format"). The header's claims are compared
/// with the file before memory is allocated; overlaps, holes, unknown types and products that overflow are
/// refused. Of tensors that are not wanted only the place is checked, and they come without a value. Throws
/// Error naming the tensor.
[[nodiscard]] StoredTensors read_safetensors(std::span<const std::byte> bytes, const std::string& file_name,
                                             const IsWanted& is_wanted = every_tensor,
                                             TensorTypes types = TensorTypes::of_weights);

/// The place of a tensor in its file.
struct TensorPlace {
    std::string type;  // "F32"
    std::vector<std::int64_t> shape;
    std::int64_t offset = 0, bytes = 0;
};
/// Returns the places of all tensors of a large .safetensors file, of which the header alone is read; checked
/// as read_safetensors does. Throws Error.
[[nodiscard]] std::map<std::string, TensorPlace> places_in_safetensors(const std::filesystem::path& path);
/// Reads the tensor at a place. Throws Error.
[[nodiscard]] StoredTensor read_tensor_at(const std::filesystem::path& path, const TensorPlace& place);

/// Returns the bytes of a .safetensors file: float as F32, double as F64, std::int64_t as I64, bytes as U8,
/// std::uint64_t as U64. Equal values give equal bytes.
[[nodiscard]] std::string write_safetensors(const StoredTensors& stored);
/// Writes the same bytes piece by piece: the values are not copied.
void write_safetensors(const StoredTensors& stored,
                       const std::function<void(std::span<const std::byte>)>& write);
/// Saves the same as a file that appears whole or not at all. Throws Error.
void save_safetensors(const StoredTensors& stored, const std::filesystem::path& path);

/// Computes SHA-256 over all metadata but "sha256" and over names, shapes, types and values of all tensors.
[[nodiscard]] std::string content_hash(const StoredTensors& stored);

}  // namespace glassnet

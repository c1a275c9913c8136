// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/safetensors.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace glassnet {

/// A type of numbers in files of arrays.
struct NumberType {
    std::string_view numpy;        // without the order of its bytes: "i4"; empty: NumPy has no such type
    std::string_view safetensors;  // "I32"
    std::int64_t size;             // bytes
    bool is_of_weights;            // frameworks save weights in it
    /// Returns the numbers that these bytes are, the lowest byte first (little) or last (big), as
    /// StoredTensor holds them.
    StoredTensor::Values (*read)(std::span<const std::byte>, std::endian);
};

/// Returns all types that are read.
[[nodiscard]] std::span<const NumberType> number_types();

}  // namespace glassnet

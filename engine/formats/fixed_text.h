// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace glassnet {

// Texts of a fixed length as NumPy stores them: zeros fill what is shorter. All return UTF-8, or nothing
// where the bytes are no text or hold a zero inside.

/// Reads four bytes for each letter (UTF-32), the lowest first (little) or last (big).
[[nodiscard]] std::optional<std::string> text_from_utf32(std::span<const std::byte> bytes, std::endian order);

/// Reads a byte for each unit of UTF-8, which ASCII is too.
[[nodiscard]] std::optional<std::string> text_from_utf8(std::span<const std::byte> bytes);

}  // namespace glassnet

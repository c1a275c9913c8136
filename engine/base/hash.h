// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/hash_blocks.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace glassnet {

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces. Identifies saved files, data sets and weights; not
/// meant for secrets.
class Sha256 {
public:
    Sha256& update(std::span<const std::byte> bytes);
    Sha256& update(std::string_view text) { return update(std::as_bytes(std::span(text))); }
    /// Adds a number as eight bytes, lowest first: keeps neighbouring pieces apart.
    Sha256& update(std::int64_t number);

    /// Returns the hash of all bytes so far, as 64 lower-case hexadecimal digits. More bytes may follow.
    [[nodiscard]] std::string hex() const;

private:
    Sha256State state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::byte, sha256_block_bytes> pending_{};
    std::uint64_t count_ = 0;  // bytes so far
};

[[nodiscard]] std::string sha256(std::span<const std::byte> bytes);
[[nodiscard]] std::string sha256(std::string_view text);

}  // namespace glassnet

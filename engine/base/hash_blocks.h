// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace glassnet {

/// The eight words a … h of SHA-256.
using Sha256State = std::array<std::uint32_t, 8>;

inline constexpr std::size_t sha256_block_bytes = 64;

/// Absorbs whole blocks into the state, in plain arithmetic.
void absorb_plain(Sha256State& state, const std::byte* blocks, std::size_t count);

/// Tells whether the processor computes the rounds itself; then absorb_fast does the same, faster.
[[nodiscard]] bool has_sha_instructions();
void absorb_fast(Sha256State& state, const std::byte* blocks, std::size_t count);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// Writes a picture of height × width pixels of red, green and blue as a PNG file (ISO/IEC 15948), 8 bits a
/// value.
[[nodiscard]] std::vector<std::byte> write_png(int height, int width, std::span<const std::uint8_t> values);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace glassnet {

/// What libjpeg has to complain of in a JPEG file, or an empty text. OpenCV decodes damaged files without a word and fills them with
/// something.
[[nodiscard]] std::string jpeg_damage(std::span<const std::byte> bytes);

}  // namespace glassnet

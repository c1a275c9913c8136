// SPDX-License-Identifier: GPL-3.0-or-later
//
// Parts of the module that decodes pictures: what OpenCV cannot read, or not without loss or a detour. Each
// decodes the first picture of a file whose header was read and allowed, and returns the reason where it
// fails.
#pragma once

#include "data/imaging_module.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Decodes a GIF by giflib: red, green, blue and, where its pixels do not cover all, alpha.
[[nodiscard]] std::string decode_gif(std::span<const std::byte> bytes, Picture& picture);

/// Decodes a TIFF by libtiff with all its bands. Unsigned values of 8 and 16 bits become 0 … 255, all others
/// stay as they are.
[[nodiscard]] std::string decode_tiff(std::span<const std::byte> bytes, Picture& picture);

/// Decodes an animated WebP by libwebpdemux: red, green, blue and alpha.
[[nodiscard]] std::string decode_animated_webp(std::span<const std::byte> bytes, Picture& picture);

/// Decodes a JPEG of grey or colours by libjpeg, in one pass. A damaged one is refused, because libjpeg fills
/// gaps with something; what does not affect the picture goes to `remarks`. Throws what `rows` throws.
[[nodiscard]] std::string decode_jpeg(std::span<const std::byte> bytes, PictureRows& rows,
                                      std::vector<std::string>& remarks);

/// Decodes a JPEG of four inks by libjpeg, as above, and mixes red, green and blue from them, without a
/// colour profile. Where Adobe has left its marker the inks are inverted, as its programs write them.
[[nodiscard]] std::string decode_cmyk_jpeg(std::span<const std::byte> bytes, Picture& picture);

}  // namespace glassnet

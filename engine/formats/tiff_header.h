// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/picture_bytes.h"
#include "formats/picture_header.h"

namespace glassnet {

/// Reads the directories of a TIFF or BigTIFF file and checks that all values of the first picture are there.
/// Throws Error (picture.*).
void read_tiff_header(const PictureBytes& bytes, PictureHeader& header);

/// Reads the orientation from EXIF data, which are a small TIFF file, perhaps behind the word “Exif”; returns
/// 1 where they are damaged, since the picture itself need not be.
[[nodiscard]] int exif_orientation(std::span<const std::byte> exif);

}  // namespace glassnet

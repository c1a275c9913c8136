// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/content.h"

#include <filesystem>

namespace glassnet {

/// What kind a picture file is and how large its picture, in pixels, turned as it is shown.
struct PictureSize {
    Content content = Content::unknown;
    int height = 0;
    int width = 0;
};

/// Reads the size from the first bytes of a file, and from more only where it stands further behind (EXIF
/// data with a small picture, most TIFF): a hundred thousand files take a second. Whether the rest is whole
/// is not looked at. Throws Error (picture.*, file.*).
[[nodiscard]] PictureSize read_picture_size(const std::filesystem::path& path);

}  // namespace glassnet

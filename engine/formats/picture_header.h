// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/content.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace glassnet {

/// What a picture file says about itself, read without decoding it.
struct PictureHeader {
    Content content = Content::unknown;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t bands = 1;     // of a TIFF, PBM, PGM, PPM or PAM; otherwise at most four, not told
    std::int64_t pictures = 1;  // how many the file holds
    bool is_animated = false;   // they follow each other in time
    bool is_cmyk = false;       // printing colours
    // with transparency or a palette that decoders turn into colours, perhaps of greys only
    bool is_stored_grey = false;
    int orientation = 1;  // EXIF's: from 1, as it is, to 8
};

/// Reads the header of a picture file that Glassnet decodes (PNG, JPEG, GIF, BMP, TIFF, WebP, PBM, PGM, PPM,
/// PAM) and checks that the file is complete (chunks and their checksums, end marker, length), because
/// decoders pass half a JPEG off as a whole one. Throws Error (picture.*) with `file_name` as its place;
/// formats that are not read are named, with a way to convert them.
[[nodiscard]] PictureHeader read_picture_header(std::span<const std::byte> bytes,
                                                const std::string& file_name);

/// Reads content, size and orientation alone from the first bytes of a file, without a look at the rest.
/// Throws Error: picture.cut where more bytes are needed, others as above.
[[nodiscard]] PictureHeader read_picture_head(std::span<const std::byte> bytes, const std::string& file_name);

}  // namespace glassnet

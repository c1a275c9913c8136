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
    bool is_cmyk = false;
    bool is_animated = false;  // more pictures follow the first
    // with transparency or a palette that decoders turn into colours, perhaps of greys only
    bool is_stored_grey = false;
    // EXIF's, of PNG and WebP: from 1, as it is, to 8; decoders turn JPEG and TIFF themselves
    int orientation = 1;
    int bands = 0;               // of a TIFF; 0: unknown
    bool has_odd_bands = false;  // that are neither grey nor colours nor transparency
};

/// Reads the header of a PNG, JPEG, BMP, TIFF or WebP file and checks that the file is complete (chunks and
/// their checksums, end marker, length), because decoders pass half a JPEG off as a whole one. Throws Error
/// (picture.*) with `file_name` as its place.
[[nodiscard]] PictureHeader read_picture_header(std::span<const std::byte> bytes,
                                                const std::string& file_name);

}  // namespace glassnet

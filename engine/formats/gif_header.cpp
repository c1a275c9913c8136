// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/gif_header.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr std::int64_t end_of_file = 0x3B, extension = 0x21, picture = 0x2C;

/// Returns how many bytes the palette takes that such flags announce.
std::int64_t palette_bytes(std::int64_t flags) { return (flags & 0x80) != 0 ? 3 * (2 << (flags & 7)) : 0; }

/// Returns the place behind a chain of blocks, each with its length before it; one of length 0 ends it.
std::int64_t behind_blocks(const PictureBytes& bytes, std::int64_t at) {
    for (std::int64_t length = bytes.byte(at); length > 0; length = bytes.byte(at)) at += 1 + length;
    return at + 1;
}

}  // namespace

void read_gif_header(const PictureBytes& bytes, PictureHeader& header) {
    header.width = bytes.little(6, 2);
    header.height = bytes.little(8, 2);
    header.is_stored_grey = true;
    header.pictures = 0;
    std::int64_t at = 13 + palette_bytes(bytes.byte(10));
    for (std::int64_t part = bytes.byte(at); part != end_of_file; part = bytes.byte(at)) {
        if (part == extension) {
            at = behind_blocks(bytes, at + 2);
        } else if (part == picture) {
            if (++header.pictures == 1) {  // a first picture larger than the screen makes the screen larger
                header.width = std::max(header.width, bytes.little(at + 1, 2) + bytes.little(at + 5, 2));
                header.height = std::max(header.height, bytes.little(at + 3, 2) + bytes.little(at + 7, 2));
            }
            at = behind_blocks(bytes, at + 11 + palette_bytes(bytes.byte(at + 9)));
        } else {
            bytes.damaged("a part of unknown kind", at);
        }
    }
    if (header.pictures == 0) bytes.damaged("it holds no picture", at);
    header.is_animated = header.pictures > 1;
}

}  // namespace glassnet

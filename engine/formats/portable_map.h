// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/picture_bytes.h"

#include <cstdint>
#include <vector>

namespace glassnet {

/// What stands before the values of a PBM, PGM, PPM or PAM picture (https://netpbm.sourceforge.net/doc/).
struct PortableMapHeader {
    std::int64_t width = 0;
    std::int64_t height = 0;
    int bands = 1;
    std::int64_t most = 1;   // the value of full light
    std::int64_t begin = 0;  // where the values begin
    bool is_text = false;    // values are written as decimal numbers
    bool is_bits = false;    // of one bit, 1 is black: PBM
    bool has_alpha = false;  // the last band
    bool is_deep() const { return most > 255; }
};

/// Reads a header and checks the size; of packed values also whether all are there. Throws Error
/// (picture.cut, picture.damaged, picture.large …).
[[nodiscard]] PortableMapHeader read_portable_map_header(const PictureBytes& bytes);

/// Returns all values, 0 … most, row by row, the bands of a pixel beside each other. Throws Error
/// (picture.cut, picture.damaged).
[[nodiscard]] std::vector<std::uint16_t> read_portable_map_values(const PictureBytes& bytes,
                                                                  const PortableMapHeader& header);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zlib.h>
#include <cstdint>
#include <string>
#include <vector>

/// IDX files made by hand.
namespace glassnet::testing {

/// An IDX header of this type and these sides, with the bytes behind it, whether they fit or not.
inline std::string idx_text(const std::vector<std::uint32_t>& sides, const std::string& content,
                            char type = 0x08) {
    std::string text{'\0', '\0', type, static_cast<char>(sides.size())};
    for (const std::uint32_t side : sides) {
        for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(side >> shift);
    }
    return text + content;
}

inline std::string gzip_text(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())) + 32, '\0');
    std::string source = text;
    stream.next_in = reinterpret_cast<Bytef*>(source.data());
    stream.avail_in = static_cast<uInt>(source.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

}  // namespace glassnet::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zlib.h>
#include <cstdint>
#include <string>

/// PNG files made by hand, right or wrong.
namespace glassnet::testing {

inline std::string big_endian(std::uint32_t number) {
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(number >> shift);
    return text;
}

inline std::string png_chunk(const std::string& name, const std::string& content) {
    const std::string body = name + content;
    const auto checksum =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big_endian(static_cast<std::uint32_t>(content.size())) + body +
           big_endian(static_cast<std::uint32_t>(checksum));
}

enum class PngColour { grey = 0, rgb = 2, palette = 3, grey_alpha = 4, rgba = 6 };

/// The values of all pixels, row after row, `bits` (8 or 16, highest byte first) each.
inline std::string png_text(std::uint32_t width, std::uint32_t height, const std::string& values,
                            PngColour colour = PngColour::grey, int bits = 8) {
    std::string rows;
    const std::size_t row = height > 0 ? values.size() / height : 0;
    for (std::uint32_t y = 0; y < height; ++y) rows += '\0' + values.substr(y * row, row);
    std::string packed(compressBound(static_cast<uLong>(rows.size())), '\0');
    uLongf length = static_cast<uLongf>(packed.size());
    compress(reinterpret_cast<Bytef*>(packed.data()), &length, reinterpret_cast<const Bytef*>(rows.data()),
             static_cast<uLong>(rows.size()));
    packed.resize(length);
    const std::string header = big_endian(width) + big_endian(height) + static_cast<char>(bits) +
                               static_cast<char>(colour) + std::string(3, '\0');
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) + png_chunk("IDAT", packed) +
           png_chunk("IEND", "");
}

}  // namespace glassnet::testing

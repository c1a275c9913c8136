// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/png.h"

#include <zlib.h>

#include <algorithm>
#include <string_view>

namespace glassnet {

namespace {

using Bytes = std::vector<Bytef>;

void append_number(Bytes& bytes, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<Bytef>(number >> shift));
}

void append_chunk(Bytes& file, std::string_view name, const Bytes& content) {
    append_number(file, static_cast<std::uint32_t>(content.size()));
    const std::size_t begin = file.size();
    file.insert(file.end(), name.begin(), name.end());
    file.insert(file.end(), content.begin(), content.end());
    append_number(file, static_cast<std::uint32_t>(
                            crc32(0, file.data() + begin, static_cast<uInt>(file.size() - begin))));
}

Bytes header_of(int height, int width) {
    Bytes header;
    append_number(header, static_cast<std::uint32_t>(width));
    append_number(header, static_cast<std::uint32_t>(height));
    constexpr Bytef bits = 8, coloured = 2, none = 0;
    for (const Bytef value : {bits, coloured, none, none, none}) header.push_back(value);
    return header;
}

/// Returns the rows, each behind its filter (none), packed.
Bytes packed_rows(int height, std::span<const std::uint8_t> values) {
    const std::size_t row = values.size() / static_cast<std::size_t>(height);
    Bytes rows;
    rows.reserve(values.size() + static_cast<std::size_t>(height));
    for (std::size_t at = 0; at < values.size(); at += row) {
        rows.push_back(0);
        rows.insert(rows.end(), values.begin() + static_cast<std::ptrdiff_t>(at),
                    values.begin() + static_cast<std::ptrdiff_t>(at + row));
    }
    Bytes packed(compressBound(static_cast<uLong>(rows.size())));
    auto length = static_cast<uLongf>(packed.size());
    compress(packed.data(), &length, rows.data(), static_cast<uLong>(rows.size()));
    packed.resize(length);
    return packed;
}

}  // namespace

std::vector<std::byte> write_png(int height, int width, std::span<const std::uint8_t> values) {
    Bytes file{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    append_chunk(file, "IHDR", header_of(height, width));
    append_chunk(file, "IDAT", packed_rows(height, values));
    append_chunk(file, "IEND", {});
    const auto bytes = std::as_bytes(std::span(file));
    return {bytes.begin(), bytes.end()};
}

}  // namespace glassnet

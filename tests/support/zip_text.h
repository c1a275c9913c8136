// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zlib.h>
#include <cstdint>
#include <string>
#include <vector>

/// ZIP archives and NumPy files made by hand, right or wrong.
namespace glassnet::testing {

struct ZipEntry {
    std::string name;
    std::string content;
    bool is_deflated = false;
    bool is_encrypted = false;
    std::uint32_t checksum_change = 0;
};

inline std::string little_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i));
    return text;
}

inline std::string deflated(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
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

inline std::string zip_text(const std::vector<ZipEntry>& entries) {
    std::string text;
    std::string directory;
    for (const ZipEntry& entry : entries) {
        const std::string stored = entry.is_deflated ? deflated(entry.content) : entry.content;
        const auto checksum = crc32(0, reinterpret_cast<const Bytef*>(entry.content.data()),
                                    static_cast<uInt>(entry.content.size()));
        std::string common = little_endian(20, 2) + little_endian(entry.is_encrypted ? 1 : 0, 2) +
                             little_endian(entry.is_deflated ? 8 : 0, 2);
        common += little_endian(0, 2) + little_endian(0x21, 2);  // time and day
        common += little_endian(checksum + entry.checksum_change, 4) + little_endian(stored.size(), 4) +
                  little_endian(entry.content.size(), 4);
        common += little_endian(entry.name.size(), 2) + little_endian(0, 2);
        directory += "PK\1\2" + little_endian(20, 2) + common + std::string(10, '\0') +
                     little_endian(text.size(), 4) + entry.name;
        text += "PK\3\4" + common + entry.name + stored;
    }
    const std::string start = little_endian(text.size(), 4);
    text += directory + "PK\5\6" + std::string(4, '\0') + little_endian(entries.size(), 2) +
            little_endian(entries.size(), 2);
    return text + little_endian(directory.size(), 4) + start + little_endian(0, 2);
}

/// A .npy file with this dictionary.
inline std::string npy_text(const std::string& dictionary, const std::string& values) {
    std::string header = dictionary;
    header.resize((10 + header.size() + 1 + 63) / 64 * 64 - 10 - 1, ' ');
    header += '\n';
    return "\x93NUMPY" + std::string("\1\0", 2) + little_endian(header.size(), 2) + header + values;
}

/// A .npy file of this type ("<f4") and shape ("(2, 3)").
inline std::string npy_text(const std::string& type, const std::string& shape, const std::string& values) {
    return npy_text("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }", values);
}

}  // namespace glassnet::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/content.h"

#include "base/limits.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace glassnet {

namespace {

struct Signature {
    std::string_view bytes;
    Content content;
    std::size_t offset = 0;
};

using namespace std::string_view_literals;

constexpr std::array signatures{Signature{"\x89PNG\r\n\x1a\n", Content::png},
                                Signature{"\xFF\xD8\xFF", Content::jpeg},
                                Signature{"GIF8", Content::gif},
                                Signature{"BM", Content::bmp},
                                Signature{"II*\0"sv, Content::tiff},
                                Signature{"MM\0*"sv, Content::tiff},
                                Signature{"WEBP", Content::webp, 8},
                                Signature{"II+\0"sv, Content::big_tiff},
                                Signature{"MM\0+"sv, Content::big_tiff},
                                Signature{"\0\0\0\x0CjP  "sv, Content::jpeg2000},
                                Signature{"\xFF\x4F\xFF\x51", Content::jpeg2000},
                                Signature{"\0\0\1\0"sv, Content::icon},
                                Signature{"ftyphei", Content::heic, 4},
                                Signature{"ftypavif", Content::heic, 4},
                                Signature{"\x1f\x8b", Content::gzip},
                                Signature{"PK\x03\x04", Content::zip},
                                Signature{"PK\x05\x06", Content::zip},
                                Signature{"\x89HDF\r\n\x1a\n", Content::hdf5},
                                Signature{"\x80\x02", Content::pickle},
                                Signature{"\x80\x03", Content::pickle},
                                Signature{"\x80\x04", Content::pickle},
                                Signature{"\x80\x05", Content::pickle},
                                Signature{"\x7f"
                                          "ELF",
                                          Content::program},
                                Signature{"MZ", Content::program}};

/// Detects PBM, PGM, PPM: "P" and a digit of 1 … 6, then a number or a remark.
bool is_portable_map(std::string_view text) {
    if (text.size() < 4 || text[0] != 'P' || text[1] < '1' || text[1] > '6') return false;
    const auto next = text.find_first_not_of(" \t\r\n", 2);
    return next != 2 && next != std::string_view::npos &&
           (text[next] == '#' || (text[next] >= '0' && text[next] <= '9'));
}

Content kind_of_text(std::string_view text) {
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return Content::text;
    std::string begin(text.substr(start, 14));
    std::ranges::transform(begin, begin.begin(), [](unsigned char letter) {
        return letter < 0x80 ? static_cast<char>(std::tolower(letter)) : '\0';
    });
    if (begin.starts_with("<!doctype html") || begin.starts_with("<html")) return Content::html;
    if (begin.starts_with("<svg")) return Content::svg;
    return begin.starts_with("{") || begin.starts_with("[") ? Content::json : Content::text;
}

/// Detects a .safetensors file, which begins with the length of its header, any eight bytes: those of a
/// pickle, a program or a picture too. It is recognized by the JSON text of this length that follows.
bool is_safetensors(std::span<const std::byte> bytes) {
    constexpr std::size_t length_bytes = 8;
    if (bytes.size() <= length_bytes || bytes[length_bytes] != std::byte{'{'}) return false;
    std::uint64_t length = 0;
    for (std::size_t i = length_bytes; i-- > 0;)
        length = length << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    return length >= 2 && length <= static_cast<std::uint64_t>(limits::safetensors_header_bytes);
}

}  // namespace

Content content_of(std::span<const std::byte> bytes) {
    if (bytes.empty()) return Content::empty;
    if (is_safetensors(bytes)) return Content::safetensors;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()),
                                std::min<std::size_t>(bytes.size(), 64));
    for (const Signature& signature : signatures) {
        if (text.size() >= signature.offset && text.substr(signature.offset).starts_with(signature.bytes))
            return signature.content;
    }
    if (text.size() >= 4 && text[0] == 0 && text[1] == 0 && text[2] >= 8 && text[2] <= 14 && text[3] >= 1 &&
        text[3] <= 8)
        return Content::idx;
    if (is_portable_map(text)) return Content::portable_map;
    const bool printable = std::ranges::all_of(
        text, [](unsigned char letter) { return letter >= 32 || (letter >= 9 && letter <= 13); });
    return printable ? kind_of_text(text) : Content::unknown;
}

std::string_view to_text(Content content) {
    switch (content) {
        case Content::empty:
            return "an empty file";
        case Content::png:
            return "a PNG picture";
        case Content::jpeg:
            return "a JPEG picture";
        case Content::gif:
            return "a GIF picture";
        case Content::bmp:
            return "a BMP picture";
        case Content::tiff:
            return "a TIFF picture";
        case Content::webp:
            return "a WebP picture";
        case Content::heic:
            return "a HEIC or AVIF picture";
        case Content::big_tiff:
            return "a BigTIFF picture";
        case Content::jpeg2000:
            return "a JPEG 2000 picture";
        case Content::portable_map:
            return "a PGM or PPM picture";
        case Content::icon:
            return "an icon";
        case Content::gzip:
            return "a gzip file";
        case Content::zip:
            return "a ZIP archive";
        case Content::idx:
            return "an IDX file";
        case Content::hdf5:
            return "an HDF5 file";
        case Content::safetensors:
            return "a .safetensors file";
        case Content::pickle:
            return "a Python pickle, which contains code";
        case Content::program:
            return "a program";
        case Content::html:
            return "a web page";
        case Content::svg:
            return "an SVG drawing";
        case Content::json:
            return "a JSON text";
        case Content::text:
            return "a text";
        case Content::unknown:
            return "something unknown";
    }
    return "something unknown";
}

}  // namespace glassnet

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
                                Signature{"ftyphev", Content::heic, 4},
                                Signature{"ftypmif1", Content::heic, 4},
                                Signature{"ftypmsf1", Content::heic, 4},
                                Signature{"ftypavif", Content::avif, 4},
                                Signature{"ftypavis", Content::avif, 4},
                                Signature{"ftypcrx ", Content::raw_photo, 4},
                                Signature{"FUJIFILMCCD-RAW", Content::raw_photo},
                                Signature{"IIRO", Content::raw_photo},
                                Signature{"IIRS", Content::raw_photo},
                                Signature{"IIU\0"sv, Content::raw_photo},
                                Signature{"\0MRM"sv, Content::raw_photo},
                                Signature{"FOVb", Content::raw_photo},
                                Signature{"\0\0\0\x0CJXL \r\n"sv, Content::jpeg_xl},
                                Signature{"\xFF\x0A", Content::jpeg_xl},
                                Signature{"8BPS", Content::photoshop},
                                Signature{"%PDF-", Content::pdf},
                                Signature{"DICM", Content::dicom, 128},
                                Signature{"n+1\0"sv, Content::nifti, 344},
                                Signature{"n+2\0"sv, Content::nifti, 4},
                                Signature{"ftyp", Content::video, 4},  // after all others of its family
                                Signature{"AVI ", Content::video, 8},
                                Signature{"\x1A\x45\xDF\xA3", Content::video},
                                Signature{"\0\0\1\xBA"sv, Content::video},
                                Signature{"\0\0\1\xB3"sv, Content::video},
                                Signature{"FLV\1", Content::video},
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

/// Detects PBM, PGM, PPM: "P" and a digit of 1 … 6, then a number or a remark; and PAM: "P7" and a line.
bool is_portable_map(std::string_view text) {
    if (text.starts_with("P7\n")) return true;
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
    if (begin.starts_with("<svg") ||
        (begin.starts_with("<?xml") && text.find("<svg") != std::string_view::npos))
        return Content::svg;
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
                                std::min<std::size_t>(bytes.size(), 1'024));
    for (const Signature& signature : signatures) {
        if (text.size() >= signature.offset && text.substr(signature.offset).starts_with(signature.bytes))
            return signature.content;
    }
    if (text.size() >= 4 && text[0] == 0 && text[1] == 0 && text[2] >= 8 && text[2] <= 14 && text[3] >= 1 &&
        text[3] <= 8)
        return Content::idx;
    if (is_portable_map(text)) return Content::portable_map;
    const bool printable = std::ranges::all_of(text.substr(0, 64), [](unsigned char letter) {
        return letter >= 32 || (letter >= 9 && letter <= 13);
    });
    return printable ? kind_of_text(text) : Content::unknown;
}

bool is_picture(Content content) {
    switch (content) {
        case Content::png:
        case Content::jpeg:
        case Content::gif:
        case Content::bmp:
        case Content::tiff:
        case Content::webp:
        case Content::heic:
        case Content::avif:
        case Content::big_tiff:
        case Content::jpeg2000:
        case Content::jpeg_xl:
        case Content::portable_map:
        case Content::photoshop:
        case Content::raw_photo:
        case Content::dicom:
            return true;
        default:
            return false;
    }
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
            return "a HEIC picture";
        case Content::avif:
            return "an AVIF picture";
        case Content::big_tiff:
            return "a BigTIFF picture";
        case Content::jpeg2000:
            return "a JPEG 2000 picture";
        case Content::portable_map:
            return "a PBM, PGM, PPM or PAM picture";
        case Content::jpeg_xl:
            return "a JPEG XL picture";
        case Content::icon:
            return "an icon";
        case Content::photoshop:
            return "a Photoshop document";
        case Content::raw_photo:
            return "a raw photo";
        case Content::pdf:
            return "a PDF document";
        case Content::dicom:
            return "a DICOM picture";
        case Content::nifti:
            return "a NIfTI volume";
        case Content::video:
            return "a film";
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

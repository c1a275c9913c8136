// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each format has one function that walks over its parts and trusts no length before it is compared.
#include "formats/picture_header.h"

#include "formats/foreign_pictures.h"
#include "formats/gif_header.h"
#include "formats/portable_map.h"
#include "formats/tiff_header.h"

#include <zlib.h>
#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace glassnet {

namespace {

constexpr ProblemKind picture_empty{"picture.empty", Severity::error, "the file is empty",
                                    "Delete it or copy it again."};
constexpr ProblemKind picture_other{"picture.other", Severity::error,
                                    "the file is {found}, which cannot be read as a picture",
                                    "Save it as PNG, JPEG, TIFF or WebP."};

class PictureHeaderReader {
public:
    /// `only_size`: nothing is looked at that says no more about the size.
    PictureHeaderReader(std::span<const std::byte> bytes, const std::string& file_name, bool only_size)
        : bytes_(bytes, file_name), only_size_(only_size) {}

    PictureHeader read() {
        header_.content = content_of(bytes_.bytes());
        switch (header_.content) {
            case Content::empty:
                throw Error(picture_empty, {}, bytes_.where());
            case Content::png:
                read_png();
                break;
            case Content::jpeg:
                read_jpeg();
                break;
            case Content::gif:
                read_gif_header(bytes_, header_);
                break;
            case Content::portable_map:
                read_portable_map();
                break;
            case Content::bmp:
                read_bmp();
                break;
            case Content::tiff:
            case Content::big_tiff:
                read_tiff_header(bytes_, header_);
                break;
            case Content::webp:
                read_webp();
                break;
            default:
                if (const ProblemKind* foreign = foreign_picture(header_.content))
                    throw Error(*foreign, {}, bytes_.where());
                throw Error(picture_other, {{"found", to_text(header_.content)}}, bytes_.where());
        }
        header_.is_animated |= header_.pictures > 1 && header_.content == Content::png;
        check_size();
        return header_;
    }

private:
    [[nodiscard]] std::int64_t size() const { return bytes_.size(); }
    [[nodiscard]] std::int64_t byte(std::int64_t at) const { return bytes_.byte(at); }
    [[nodiscard]] std::int64_t big(std::int64_t at, int count) const { return bytes_.big(at, count); }
    [[nodiscard]] std::int64_t little(std::int64_t at, int count) const { return bytes_.little(at, count); }

    void check_size() const { bytes_.check_size(header_.width, header_.height, 1); }

    /// Reads the orientation of a part with EXIF data, as far as the file goes.
    void read_exif(std::int64_t at, std::int64_t length) {
        const auto all = bytes_.bytes().subspan(static_cast<std::size_t>(std::min(at, size())));
        header_.orientation = exif_orientation(
            all.first(std::min(all.size(), static_cast<std::size_t>(std::max<std::int64_t>(length, 0)))));
    }

    void read_png() {
        std::int64_t at = 8;
        for (bool is_first = true;; is_first = false) {
            const std::int64_t length = big(at, 4);
            const std::string chunk = bytes_.name(at + 4);
            if (is_first) {
                if (chunk != "IHDR" || length != 13) bytes_.damaged("it does not begin with IHDR", at);
                header_.width = big(at + 8, 4);
                header_.height = big(at + 12, 4);
                check_size();  // before a decoder or this walk spends time on a bomb
            }
            if (only_size_ && chunk == "IDAT") return;
            if (at + 12 + length > size()) bytes_.cut();
            const auto* start = reinterpret_cast<const Bytef*>(bytes_.bytes().data() + at + 4);
            if (static_cast<std::int64_t>(crc32(0, start, static_cast<uInt>(length + 4))) !=
                big(at + 8 + length, 4)) {
                bytes_.damaged("the checksum of its part " + chunk + " is wrong", at);
            }
            // a palette; grey with alpha
            if (is_first) header_.is_stored_grey = byte(at + 17) == 3 || byte(at + 17) == 4;
            if (chunk == "acTL") header_.pictures = std::max<std::int64_t>(big(at + 8, 4), 1);
            if (chunk == "eXIf") read_exif(at + 8, length);
            if (chunk == "IEND") return;
            at += 12 + length;
        }
    }

    void read_jpeg() {
        std::int64_t at = 2;
        while (true) {
            if (byte(at) != 0xFF) bytes_.damaged("a marker is missing", at);
            const std::int64_t marker = byte(at + 1);
            if (marker == 0xFF) {  // padding
                ++at;
                continue;
            }
            if (marker == 0xD9) break;
            const bool is_alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            if (!is_alone) read_jpeg_segment(at, marker);
            if (only_size_ && header_.width != 0) return;
            at += is_alone ? 2 : 2 + big(at + 2, 2);
            if (marker == 0xDA) at = end_of_scan(at);
        }
        if (header_.width == 0 && header_.height == 0) bytes_.damaged("its size is missing", 2);
    }

    void read_jpeg_segment(std::int64_t at, std::int64_t marker) {
        if (big(at + 2, 2) < 2) bytes_.damaged("a part has an impossible length", at);
        const bool is_frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (marker == 0xE1 && bytes_.name(at + 4) == "Exif") read_exif(at + 4, big(at + 2, 2) - 2);
        if (!is_frame) return;
        header_.height = big(at + 5, 2);
        header_.width = big(at + 7, 2);
        header_.is_cmyk = byte(at + 9) == 4;
        check_size();
    }

    /// Returns the next marker behind compressed data, in which FF is followed by 0 or by a restart marker.
    [[nodiscard]] std::int64_t end_of_scan(std::int64_t at) const {
        const auto* const first = reinterpret_cast<const unsigned char*>(bytes_.bytes().data());
        while (at < size()) {
            const void* const found = std::memchr(first + at, 0xFF, static_cast<std::size_t>(size() - at));
            if (!found) break;
            at = static_cast<const unsigned char*>(found) - first;
            const std::int64_t next = byte(at + 1);
            if (next != 0 && !(next >= 0xD0 && next <= 0xD7)) return at;
            ++at;
        }
        bytes_.cut();
    }

    void read_portable_map() {
        const PortableMapHeader header = read_portable_map_header(bytes_);
        header_.width = header.width;
        header_.height = header.height;
        header_.bands = header.bands;
    }

    void read_bmp() {
        const std::int64_t start = little(10, 4);
        const std::int64_t header_size = little(14, 4);
        if (header_size < 40) bytes_.damaged("its header is too short", 14);
        header_.width = static_cast<std::int32_t>(little(18, 4));
        // Negative: the rows run from the top, as in every other format.
        header_.height = std::abs(static_cast<std::int64_t>(static_cast<std::int32_t>(little(22, 4))));
        check_size();
        if (only_size_) return;
        const bool is_packed = little(30, 4) == 1 || little(30, 4) == 2;
        const std::int64_t row = (header_.width * little(28, 2) + 31) / 32 * 4;
        if (!is_packed && start + row * header_.height > size()) bytes_.cut();
    }

    /// Reads what the parts of an extended WebP file tell.
    void read_webp_parts() {
        const std::int64_t end = 8 + little(4, 4);
        header_.pictures = 0;
        std::int64_t length = 0;
        for (std::int64_t at = 12; at + 8 <= end; at += 8 + length + length % 2) {
            length = little(at + 4, 4);
            if (bytes_.name(at) == "EXIF") read_exif(at + 8, length);
            header_.pictures += bytes_.name(at) == "ANMF";
        }
        header_.pictures = std::max<std::int64_t>(header_.pictures, 1);
    }

    void read_webp() {
        if (!only_size_ && 8 + little(4, 4) > size()) bytes_.cut();
        const std::string chunk = bytes_.name(12);
        if (chunk == "VP8X") {
            header_.is_animated = (byte(20) & 2) != 0;
            header_.width = 1 + little(24, 3);
            header_.height = 1 + little(27, 3);
            const bool has_exif = (byte(20) & 8) != 0;
            if (has_exif || !only_size_) read_webp_parts();
        } else if (chunk == "VP8L") {
            header_.width = 1 + (little(21, 4) & 0x3FFF);
            header_.height = 1 + (little(21, 4) >> 14 & 0x3FFF);
        } else if (chunk == "VP8 ") {
            header_.width = little(26, 2) & 0x3FFF;
            header_.height = little(28, 2) & 0x3FFF;
        } else {
            bytes_.damaged("its first part is unknown", 12);
        }
    }

    PictureBytes bytes_;
    bool only_size_;
    PictureHeader header_;
};

}  // namespace

PictureHeader read_picture_header(std::span<const std::byte> bytes, const std::string& file_name) {
    return PictureHeaderReader(bytes, file_name, false).read();
}

PictureHeader read_picture_head(std::span<const std::byte> bytes, const std::string& file_name) {
    return PictureHeaderReader(bytes, file_name, true).read();
}

}  // namespace glassnet

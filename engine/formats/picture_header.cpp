// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long because of five formats; each has one function that walks over its parts and trusts no length before
// it is compared.
#include "formats/picture_header.h"

#include "base/limits.h"
#include "base/problem.h"

#include <zlib.h>
#include <algorithm>
#include <cstdlib>

namespace glassnet {

namespace {

constexpr ProblemKind picture_empty{"picture.empty", Severity::error, "the file is empty",
                                    "Delete it or copy it again."};
constexpr ProblemKind picture_other{"picture.other", Severity::error,
                                    "the file is {found}, which cannot be read as a picture",
                                    "Save it as PNG, JPEG, BMP, TIFF or WebP."};
constexpr ProblemKind picture_cut{"picture.cut", Severity::error, "the picture ends early, at byte {length}",
                                  "Copy it again."};
constexpr ProblemKind picture_damaged{"picture.damaged", Severity::error, "the picture is damaged: {reason}",
                                      "Copy it again."};
constexpr ProblemKind picture_large{
    "picture.large", Severity::error,
    "{width} × {height} pixels; at most {side} per side and {pixels} in all are allowed",
    "Make the picture smaller."};
constexpr ProblemKind picture_nothing{"picture.nothing", Severity::error,
                                      "{width} × {height} pixels: there is nothing to see",
                                      "Delete the file."};

class PictureHeaderReader {
public:
    PictureHeaderReader(std::span<const std::byte> bytes, const std::string& file_name)
        : bytes_(bytes), file_name_(file_name) {}

    PictureHeader read() {
        header_.content = content_of(bytes_);
        switch (header_.content) {
            case Content::empty:
                throw Error(picture_empty, {}, where());
            case Content::png:
                read_png();
                break;
            case Content::jpeg:
                read_jpeg();
                break;
            case Content::bmp:
                read_bmp();
                break;
            case Content::tiff:
                read_tiff();
                break;
            case Content::webp:
                read_webp();
                break;
            default:
                throw Error(picture_other, {{"found", to_text(header_.content)}}, where());
        }
        check_size();
        return header_;
    }

private:
    [[nodiscard]] Where where(std::int64_t offset = -1) const {
        return {.file = file_name_, .offset = offset};
    }
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(bytes_.size()); }

    [[noreturn]] void cut() const { throw Error(picture_cut, {{"length", size()}}, where(size())); }
    [[noreturn]] void damaged(const std::string& reason, std::int64_t offset) const {
        throw Error(picture_damaged, {{"reason", reason}}, where(offset));
    }

    [[nodiscard]] std::int64_t byte(std::int64_t at) const {
        if (at < 0 || at >= size()) cut();
        return std::to_integer<std::int64_t>(bytes_[static_cast<std::size_t>(at)]);
    }
    [[nodiscard]] std::int64_t big(std::int64_t at, int count) const {
        std::int64_t number = 0;
        for (int i = 0; i < count; ++i) number = number << 8 | byte(at + i);
        return number;
    }
    [[nodiscard]] std::int64_t little(std::int64_t at, int count) const {
        std::int64_t number = 0;
        for (int i = count - 1; i >= 0; --i) number = number << 8 | byte(at + i);
        return number;
    }
    [[nodiscard]] std::string name(std::int64_t at) const {
        std::string text;
        for (int i = 0; i < 4; ++i) text += static_cast<char>(byte(at + i));
        return text;
    }

    void check_size() const {
        const std::int64_t width = header_.width;
        const std::int64_t height = header_.height;
        const Value::Map arguments{{"width", width},
                                   {"height", height},
                                   {"side", limits::image_side},
                                   {"pixels", limits::image_pixels}};
        if (width <= 0 || height <= 0) throw Error(picture_nothing, arguments, where());
        const bool is_large = width > limits::image_side || height > limits::image_side ||
                              width * height > limits::image_pixels;
        if (is_large) throw Error(picture_large, arguments, where());
    }

    void read_png() {
        std::int64_t at = 8;
        for (bool is_first = true;; is_first = false) {
            const std::int64_t length = big(at, 4);
            const std::string chunk = name(at + 4);
            if (is_first) {
                if (chunk != "IHDR" || length != 13) damaged("it does not begin with IHDR", at);
                header_.width = big(at + 8, 4);
                header_.height = big(at + 12, 4);
                check_size();  // before a decoder or this walk spends time on a bomb
            }
            if (at + 12 + length > size()) cut();
            const auto* start = reinterpret_cast<const Bytef*>(bytes_.data() + at + 4);
            if (static_cast<std::int64_t>(crc32(0, start, static_cast<uInt>(length + 4))) !=
                big(at + 8 + length, 4)) {
                damaged("the checksum of its part " + chunk + " is wrong", at);
            }
            // a palette; grey with alpha
            if (is_first) header_.is_stored_grey = byte(at + 17) == 3 || byte(at + 17) == 4;
            if (chunk == "acTL") header_.is_animated = true;
            if (chunk == "eXIf") header_.orientation = exif_orientation(at + 8, length);
            if (chunk == "IEND") return;
            at += 12 + length;
        }
    }

    void read_jpeg() {
        std::int64_t at = 2;
        while (true) {
            if (byte(at) != 0xFF) damaged("a marker is missing", at);
            const std::int64_t marker = byte(at + 1);
            if (marker == 0xFF) {  // padding
                ++at;
                continue;
            }
            if (marker == 0xD9) break;
            const bool is_alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            if (!is_alone) read_jpeg_segment(at, marker);
            at += is_alone ? 2 : 2 + big(at + 2, 2);
            if (marker == 0xDA) at = end_of_scan(at);
        }
        if (header_.width == 0 && header_.height == 0) damaged("its size is missing", 2);
    }

    void read_jpeg_segment(std::int64_t at, std::int64_t marker) {
        if (big(at + 2, 2) < 2) damaged("a part has an impossible length", at);
        const bool is_frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (!is_frame) return;
        header_.height = big(at + 5, 2);
        header_.width = big(at + 7, 2);
        header_.is_cmyk = byte(at + 9) == 4;
        check_size();
    }

    /// Returns the next marker behind compressed data, in which FF is followed by 0 or by a restart marker.
    [[nodiscard]] std::int64_t end_of_scan(std::int64_t at) const {
        while (!(byte(at) == 0xFF && byte(at + 1) != 0 && !(byte(at + 1) >= 0xD0 && byte(at + 1) <= 0xD7)))
            ++at;
        return at;
    }

    void read_bmp() {
        const std::int64_t start = little(10, 4);
        const std::int64_t header_size = little(14, 4);
        if (header_size < 40) damaged("its header is too short", 14);
        header_.width = static_cast<std::int32_t>(little(18, 4));
        // Negative: the rows run from the top, as in every other format.
        header_.height = std::abs(static_cast<std::int64_t>(static_cast<std::int32_t>(little(22, 4))));
        check_size();
        const bool is_packed = little(30, 4) == 1 || little(30, 4) == 2;
        const std::int64_t row = (header_.width * little(28, 2) + 31) / 32 * 4;
        if (!is_packed && start + row * header_.height > size()) cut();
    }

    void read_tiff() {
        const bool is_little = byte(0) == 'I';
        const auto number = [&](std::int64_t at, int count) {
            return is_little ? little(at, count) : big(at, count);
        };
        const std::int64_t directory = number(4, 4);
        const std::int64_t count = number(directory, 2);
        std::int64_t colours = -1, extra = 0;  // photometric interpretation; kind of the first extra band
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t entry = directory + 2 + 12 * i;
            const std::int64_t value =
                number(entry + 2, 2) == 3 ? number(entry + 8, 2) : number(entry + 8, 4);
            const std::int64_t tag = number(entry, 2);
            if (tag == 256) header_.width = value;
            if (tag == 257) header_.height = value;
            if (tag == 262) colours = value;
            if (tag == 277) header_.bands = static_cast<int>(value & 0xFFFF);
            if (tag == 338 && number(entry + 4, 4) == 1) extra = value;
        }
        constexpr std::int64_t rgb = 2, palette = 3, cmyk = 5;
        const bool has_alpha = extra == 1 || extra == 2;
        const int bands = header_.bands;
        header_.is_stored_grey = colours == palette;
        header_.has_odd_bands = bands > 4 || (bands == 2 && !has_alpha) ||
                                (bands == 4 && colours != cmyk && !(colours == rgb && has_alpha));
        header_.is_animated = number(directory + 2 + 12 * count, 4) != 0;
    }

    /// Reads the orientation from EXIF data, which are a small TIFF file; 1 where they are damaged, since the
    /// picture itself need not be.
    [[nodiscard]] int exif_orientation(std::int64_t at, std::int64_t length) const {
        if (length >= 6 && name(at) == "Exif") at += 6, length -= 6;
        if (length < 8) return 1;
        const bool is_little = byte(at) == 'I';
        const auto number = [&](std::int64_t offset, int count) {
            if (offset < 0 || offset + count > length) return std::int64_t{0};
            return is_little ? little(at + offset, count) : big(at + offset, count);
        };
        const std::int64_t directory = number(4, 4);
        for (std::int64_t i = 0; i < number(directory, 2); ++i) {
            const std::int64_t entry = directory + 2 + 12 * i, value = number(entry + 8, 2);
            if (number(entry, 2) == 0x0112) return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        }
        return 1;
    }

    void read_webp() {
        if (8 + little(4, 4) > size()) cut();
        const std::string chunk = name(12);
        if (chunk == "VP8X") {
            header_.is_animated = (byte(20) & 2) != 0;
            header_.width = 1 + little(24, 3);
            header_.height = 1 + little(27, 3);
            const std::int64_t end = 8 + little(4, 4);
            for (std::int64_t at = 12; at + 8 <= end; at += 8 + little(at + 4, 4) + little(at + 4, 4) % 2) {
                if (name(at) == "EXIF")
                    header_.orientation =
                        exif_orientation(at + 8, std::min(little(at + 4, 4), size() - at - 8));
            }
        } else if (chunk == "VP8L") {
            header_.width = 1 + (little(21, 4) & 0x3FFF);
            header_.height = 1 + (little(21, 4) >> 14 & 0x3FFF);
        } else if (chunk == "VP8 ") {
            header_.width = little(26, 2) & 0x3FFF;
            header_.height = little(28, 2) & 0x3FFF;
        } else {
            damaged("its first part is unknown", 12);
        }
    }

    std::span<const std::byte> bytes_;
    const std::string& file_name_;
    PictureHeader header_;
};

}  // namespace

PictureHeader read_picture_header(std::span<const std::byte> bytes, const std::string& file_name) {
    return PictureHeaderReader(bytes, file_name).read();
}

}  // namespace glassnet

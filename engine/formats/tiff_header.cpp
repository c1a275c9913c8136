// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/tiff_header.h"

#include "formats/foreign_pictures.h"

#include <algorithm>
#include <set>

namespace glassnet {

namespace {

/// The tags of a directory that matter here (TIFF 6.0; 330 and 50706: DNG).
enum Tag : std::int64_t {
    subfile_type = 254,
    image_width = 256,
    image_length = 257,
    photometric = 262,
    strip_offsets = 273,
    orientation = 274,
    samples_per_pixel = 277,
    strip_byte_counts = 279,
    tile_offsets = 324,
    tile_byte_counts = 325,
    sub_directories = 330,
    dng_version = 50706
};

/// Finds its way through the directories of a TIFF file.
class TiffWalk {
public:
    explicit TiffWalk(const PictureBytes& bytes)
        : bytes_(bytes),
          order_(bytes.byte(0) == 'I' ? ByteOrder::little : ByteOrder::big),
          is_big_(number(2, 2) == 43) {}

    [[nodiscard]] std::int64_t number(std::int64_t at, int size) const {
        return bytes_.number(at, size, order_);
    }
    [[nodiscard]] std::int64_t first_directory() const { return offset(is_big_ ? 8 : 4); }
    [[nodiscard]] std::int64_t entries(std::int64_t directory) const {
        return within_file(number(directory, is_big_ ? 8 : 2));
    }
    [[nodiscard]] std::int64_t entry(std::int64_t directory, std::int64_t index) const {
        return directory + (is_big_ ? 8 + 20 * index : 2 + 12 * index);
    }
    [[nodiscard]] std::int64_t next(std::int64_t directory) const {
        return offset(entry(directory, entries(directory)));
    }

    /// Returns where the entry of this tag stands; −1 where there is none.
    [[nodiscard]] std::int64_t find(std::int64_t directory, Tag tag) const {
        const std::int64_t count = entries(directory);
        for (std::int64_t i = 0; i < count; ++i)
            if (number(entry(directory, i), 2) == tag) return entry(directory, i);
        return -1;
    }

    /// Returns how many values an entry has.
    [[nodiscard]] std::int64_t count(std::int64_t entry) const { return number(entry + 4, is_big_ ? 8 : 4); }

    /// Returns a value of an entry; those that do not fit in it lie elsewhere.
    [[nodiscard]] std::int64_t value(std::int64_t entry, std::int64_t index) const {
        const std::int64_t type = number(entry + 2, 2);
        const int size = type == 1 ? 1 : type == 3 ? 2 : type == 16 || type == 18 ? 8 : 4;
        const int room = is_big_ ? 8 : 4;
        const std::int64_t place = entry + 4 + room;
        const bool fits = count(entry) <= room / size;
        return number((fits ? place : offset(place)) + size * index, size);
    }

    /// Returns the first value of a tag.
    [[nodiscard]] std::int64_t value_of(std::int64_t directory, Tag tag, std::int64_t otherwise) const {
        const std::int64_t place = find(directory, tag);
        return place < 0 ? otherwise : value(place, 0);
    }

private:
    /// Returns a number that counts bytes or parts of the file; a file that has fewer is cut.
    [[nodiscard]] std::int64_t within_file(std::int64_t number) const {
        if (number < 0 || number > bytes_.size()) bytes_.cut();
        return number;
    }
    [[nodiscard]] std::int64_t offset(std::int64_t at) const {
        return within_file(number(at, is_big_ ? 8 : 4));
    }

    const PictureBytes& bytes_;
    ByteOrder order_;
    bool is_big_;
};

/// Counts the pictures of full size; a directory that points back ends the count.
std::int64_t pictures_of(const TiffWalk& walk) {
    constexpr std::size_t most = 65'535;
    std::set<std::int64_t> seen;
    std::int64_t pictures = 0;
    for (std::int64_t directory = walk.first_directory(); directory > 0; directory = walk.next(directory)) {
        if (seen.size() == most || !seen.insert(directory).second) break;
        pictures += seen.size() == 1 || (walk.value_of(directory, subfile_type, 0) & 1) == 0;
    }
    return pictures;
}

/// Checks that the strips or tiles end within the file.
void check_values(const PictureBytes& bytes, const TiffWalk& walk, std::int64_t directory) {
    for (const auto& [offset_tag, count_tag] :
         {std::pair(strip_offsets, strip_byte_counts), std::pair(tile_offsets, tile_byte_counts)}) {
        const std::int64_t offsets = walk.find(directory, offset_tag);
        const std::int64_t counts = walk.find(directory, count_tag);
        if (offsets < 0 || counts < 0) continue;
        const std::int64_t parts = std::min(walk.count(offsets), walk.count(counts));
        for (std::int64_t i = 0; i < parts; ++i) {
            const std::int64_t begin = walk.value(offsets, i), length = walk.value(counts, i);
            if (begin < 0 || length < 0 || begin > bytes.size() || length > bytes.size() - begin) bytes.cut();
        }
    }
}

/// Tells whether the first picture is the preview of a camera's raw values.
bool is_raw_photo(const PictureBytes& bytes, const TiffWalk& walk, std::int64_t directory) {
    const bool is_canon = bytes.size() > 10 && bytes.byte(8) == 'C' && bytes.byte(9) == 'R';
    const bool is_preview = (walk.value_of(directory, subfile_type, 0) & 1) == 1;
    return is_canon || walk.find(directory, dng_version) >= 0 ||
           (is_preview && walk.find(directory, sub_directories) >= 0);
}

}  // namespace

void read_tiff_header(const PictureBytes& bytes, PictureHeader& header) {
    const TiffWalk walk(bytes);
    const std::int64_t directory = walk.first_directory();
    if (is_raw_photo(bytes, walk, directory))
        throw Error(*foreign_picture(Content::raw_photo), {}, bytes.where());
    constexpr std::int64_t black_is_zero = 1, palette = 3, inks = 5;
    const std::int64_t colours = walk.value_of(directory, photometric, black_is_zero);
    header.width = walk.value_of(directory, image_width, 0);
    header.height = walk.value_of(directory, image_length, 0);
    header.bands = walk.value_of(directory, samples_per_pixel, 1);
    header.is_cmyk = colours == inks;
    header.is_stored_grey = colours <= black_is_zero || colours == palette;
    const std::int64_t way = walk.value_of(directory, orientation, 1);
    header.orientation = way >= 1 && way <= 8 ? static_cast<int>(way) : 1;
    bytes.check_size(header.width, header.height, header.bands);
    header.pictures = pictures_of(walk);
    check_values(bytes, walk, directory);
}

int exif_orientation(std::span<const std::byte> exif) {
    constexpr std::size_t word = 6;  // "Exif" and two zeros
    const std::string no_file;
    if (exif.size() > word && exif[0] == std::byte{'E'}) exif = exif.subspan(word);
    const PictureBytes bytes(exif, no_file);
    try {
        const TiffWalk walk(bytes);
        const std::int64_t way = walk.value_of(walk.first_directory(), orientation, 1);
        return way >= 1 && way <= 8 ? static_cast<int>(way) : 1;
    } catch (const Error&) {  // the data end early
        return 1;
    }
}

}  // namespace glassnet

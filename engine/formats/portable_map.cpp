// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/portable_map.h"

namespace glassnet {

namespace {

constexpr std::int64_t most_of_all = 65'535;
constexpr int most_bands = 64;

bool is_space(std::int64_t letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }
bool is_digit(std::int64_t letter) { return letter >= '0' && letter <= '9'; }

/// Walks over the words and numbers of such a file; remarks run from # to the end of their line.
class MapText {
public:
    MapText(const PictureBytes& bytes, std::int64_t at) : bytes_(bytes), at_(at) {}

    [[nodiscard]] std::int64_t place() const { return at_; }
    void step() { ++at_; }

    void skip_spaces() {
        while (true) {
            const std::int64_t letter = bytes_.byte(at_);
            if (letter == '#')
                while (bytes_.byte(at_) != '\n') ++at_;
            else if (!is_space(letter))
                return;
            else
                ++at_;
        }
    }

    [[nodiscard]] std::string word() {
        skip_spaces();
        std::string text;
        for (; !is_space(bytes_.byte(at_)) && text.size() < 32; ++at_)
            text += static_cast<char>(bytes_.byte(at_));
        return text;
    }

    /// Reads a number that ends at what is no digit, or at the end of the file.
    [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most) {
        skip_spaces();
        const std::int64_t begin = at_;
        std::int64_t value = 0;
        while (at_ < bytes_.size() && is_digit(bytes_.byte(at_)) && value <= most)
            value = 10 * value + bytes_.byte(at_++) - '0';
        if (begin == at_) bytes_.damaged("a number is missing", begin);
        if (value < least || value > most)
            bytes_.damaged(
                "a number is not between " + std::to_string(least) + " and " + std::to_string(most), begin);
        return value;
    }

    /// Reads a digit of a bitmap, whose digits may stand beside each other.
    [[nodiscard]] std::int64_t bit() {
        skip_spaces();
        const std::int64_t letter = bytes_.byte(at_);
        if (letter != '0' && letter != '1') bytes_.damaged("a bit is neither 0 nor 1", at_);
        ++at_;
        return letter - '0';
    }

private:
    const PictureBytes& bytes_;
    std::int64_t at_;
};

constexpr std::int64_t any_size = 1'000'000'000;  // what is too large is told by the check of the size

void read_sizes(MapText& text, std::int64_t kind, PortableMapHeader& header) {
    header.width = text.number(0, any_size);
    header.height = text.number(0, any_size);
    header.is_text = kind <= '3';
    header.is_bits = kind == '1' || kind == '4';
    header.bands = kind == '3' || kind == '6' ? 3 : 1;
    if (!header.is_bits) header.most = text.number(1, most_of_all);
}

/// Reads the header of a PAM file: lines of a word and its value.
void read_lines(MapText& text, PortableMapHeader& header) {
    for (std::string word = text.word(); word != "ENDHDR"; word = text.word()) {
        if (word == "WIDTH")
            header.width = text.number(0, any_size);
        else if (word == "HEIGHT")
            header.height = text.number(0, any_size);
        else if (word == "DEPTH")
            header.bands = static_cast<int>(text.number(1, most_bands));
        else if (word == "MAXVAL")
            header.most = text.number(1, most_of_all);
        else if (word == "TUPLTYPE")
            header.has_alpha = text.word().ends_with("_ALPHA");
    }
    header.has_alpha = header.has_alpha && (header.bands == 2 || header.bands == 4);
}

/// Returns how many bytes a row of packed values takes.
std::int64_t row_bytes(const PortableMapHeader& header) {
    if (header.is_bits) return (header.width + 7) / 8;
    return header.width * header.bands * (header.is_deep() ? 2 : 1);
}

void read_text_values(const PictureBytes& bytes, const PortableMapHeader& header,
                      std::vector<std::uint16_t>& values) {
    MapText text(bytes, header.begin);
    const std::int64_t count = header.width * header.height * header.bands;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t value = header.is_bits ? 1 - text.bit() : text.number(0, header.most);
        values.push_back(static_cast<std::uint16_t>(value));
    }
}

void read_packed_row(const PictureBytes& bytes, const PortableMapHeader& header, std::int64_t begin,
                     std::vector<std::uint16_t>& values) {
    const int size = header.is_deep() ? 2 : 1;
    for (std::int64_t i = 0; i < header.width * header.bands; ++i) {
        const std::int64_t value = header.is_bits ? 1 - (bytes.byte(begin + i / 8) >> (7 - i % 8) & 1)
                                                  : bytes.big(begin + i * size, size);
        if (value > header.most) bytes.damaged("a value is above the largest one of its header", begin);
        values.push_back(static_cast<std::uint16_t>(value));
    }
}

}  // namespace

PortableMapHeader read_portable_map_header(const PictureBytes& bytes) {
    PortableMapHeader header;
    MapText text(bytes, 2);
    const std::int64_t kind = bytes.byte(1);
    if (kind == '7')
        read_lines(text, header);
    else
        read_sizes(text, kind, header);
    bytes.check_size(header.width, header.height, header.bands);
    // One space, and packed values begin.
    if (!is_space(bytes.byte(text.place()))) bytes.damaged("its header does not end", text.place());
    text.step();
    header.begin = text.place();
    if (!header.is_text && header.begin + row_bytes(header) * header.height > bytes.size()) bytes.cut();
    return header;
}

std::vector<std::uint16_t> read_portable_map_values(const PictureBytes& bytes,
                                                    const PortableMapHeader& header) {
    std::vector<std::uint16_t> values;
    const std::int64_t count = header.width * header.height * header.bands;
    // As text each value takes a byte at least: a short file reserves little.
    values.reserve(static_cast<std::size_t>(header.is_text ? std::min(count, bytes.size()) : count));
    if (header.is_text) read_text_values(bytes, header, values);
    for (std::int64_t y = 0; !header.is_text && y < header.height; ++y)
        read_packed_row(bytes, header, header.begin + y * row_bytes(header), values);
    return values;
}

}  // namespace glassnet

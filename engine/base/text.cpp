// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <algorithm>
#include <array>

namespace glassnet {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t";
    const auto begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blank) + 1 - begin);
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    return lower;
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i > 0 ? ", " : "") + names[i];
    return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

std::size_t letter_bytes(std::string_view text) { return first_letter(text).bytes; }

Letter first_letter(std::string_view text) {
    // The smallest letter that takes so many bytes: another form of a smaller one is no UTF-8.
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    constexpr char32_t end_of_letters = 0x110000;
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
    if (length == 0 || length > text.size()) return {};
    char32_t letter = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0) != 0x80) return {};
        letter = letter << 6 | (byte & 0x3F);
    }
    const bool is_half_of_a_pair = letter >= 0xD800 && letter < 0xE000;
    if (letter < smallest[length] || letter >= end_of_letters || is_half_of_a_pair) return {};
    return {letter, length};
}

void append_utf8(std::string& text, char32_t letter) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    const auto put_six_bits = [&](int shift) { put(0x80 | (letter >> shift & 0x3F)); };
    if (letter < 0x80) return put(letter);
    if (letter < 0x800) {
        put(0xC0 | letter >> 6);
    } else if (letter < 0x10000) {
        put(0xE0 | letter >> 12);
        put_six_bits(6);
    } else {
        put(0xF0 | letter >> 18);
        put_six_bits(12);
        put_six_bits(6);
    }
    put_six_bits(0);
}

std::string printable(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string shown;
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text[0]);
        const std::size_t length = letter_bytes(text);
        if (length > 1 || (length == 1 && first >= 0x20 && first != 0x7F))
            shown += text.substr(0, length);
        else
            shown += std::string("\\x") + digits[first >> 4] + digits[first & 15];
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return shown;
}

}  // namespace glassnet

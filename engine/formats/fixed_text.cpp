// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/fixed_text.h"

#include <cstdint>

namespace glassnet {

namespace {

constexpr std::uint32_t end_of_letters = 0x110000;

bool is_letter(std::uint32_t letter) {
    const bool is_half_of_a_pair = letter >= 0xD800 && letter < 0xE000;
    return letter > 0 && letter < end_of_letters && !is_half_of_a_pair;
}

void append_utf8(std::string& text, std::uint32_t letter) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
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

/// Returns how many bytes a letter has that begins with this one; 0 if none does.
std::size_t bytes_of_letter(std::uint32_t first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return 2;
    if (first >= 0xE0 && first < 0xF0) return 3;
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

/// Tells whether these bytes are one letter in its shortest form.
bool is_letter_in_utf8(std::span<const std::byte> bytes) {
    constexpr std::uint32_t smallest[] = {0, 1, 0x80, 0x800, 0x10000};
    const std::size_t count = bytes.size();
    auto letter = std::to_integer<std::uint32_t>(bytes[0]);
    if (count > 1) letter &= 0xFFU >> (count + 1);
    for (const std::byte byte : bytes.subspan(1)) {
        if ((byte & std::byte{0xC0}) != std::byte{0x80}) return false;
        letter = letter << 6 | std::to_integer<std::uint32_t>(byte & std::byte{0x3F});
    }
    return is_letter(letter) && letter >= smallest[count];
}

}  // namespace

std::optional<std::string> text_from_utf32(std::span<const std::byte> bytes, std::endian order) {
    std::string text;
    bool has_ended = false;
    for (; bytes.size() >= 4; bytes = bytes.subspan(4)) {
        std::uint32_t letter = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::byte next = bytes[order == std::endian::big ? i : 3 - i];
            letter = letter << 8 | std::to_integer<std::uint32_t>(next);
        }
        if (letter == 0) {
            has_ended = true;
            continue;
        }
        if (has_ended || !is_letter(letter)) return std::nullopt;
        append_utf8(text, letter);
    }
    return text;
}

std::optional<std::string> text_from_utf8(std::span<const std::byte> bytes) {
    while (!bytes.empty() && bytes.back() == std::byte{0}) bytes = bytes.first(bytes.size() - 1);
    for (auto rest = bytes; !rest.empty();) {
        const std::size_t count = bytes_of_letter(std::to_integer<std::uint32_t>(rest[0]));
        if (count == 0 || count > rest.size() || !is_letter_in_utf8(rest.first(count))) return std::nullopt;
        rest = rest.subspan(count);
    }
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace glassnet

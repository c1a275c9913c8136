// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/fixed_text.h"

#include "base/text.h"

#include <cstdint>
#include <string_view>

namespace glassnet {

namespace {

constexpr std::uint32_t end_of_letters = 0x110000;

bool is_letter(std::uint32_t letter) {
    const bool is_half_of_a_pair = letter >= 0xD800 && letter < 0xE000;
    return letter > 0 && letter < end_of_letters && !is_half_of_a_pair;
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
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t length = rest[0] == '\0' ? 0 : letter_bytes(rest);
        if (length == 0) return std::nullopt;
        rest.remove_prefix(length);
    }
    return std::string(text);
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/text_encoding.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace glassnet {

namespace {

constexpr ProblemKind csv_encoding{"csv.encoding", Severity::error,
                                   "byte {byte} of line {line} is no UTF-8 text",
                                   "Save the table with the encoding UTF-8."};
constexpr ProblemKind csv_nul{"csv.nul", Severity::error, "line {line} holds a zero byte; a table is text",
                              "Save the table as text, with the encoding UTF-8."};
constexpr ProblemKind csv_windows{"csv.windows_1252", Severity::warning,
                                  "the text is no UTF-8 and was read as Windows-1252, such as “{example}” on "
                                  "line {line}",
                                  "If letters look wrong, save the table with the encoding UTF-8."};

/// Letters of the bytes 0x80 … 0x9F in Windows-1252, 0 where a byte has none; all others are those of
/// Unicode.
constexpr std::array<char32_t, 32> windows_letters{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::int64_t line_of(std::string_view text, std::size_t at) {
    return 1 + std::ranges::count(text.substr(0, at), '\n');
}

/// Converts UTF-16; halves of a pair alone become U+FFFD.
std::string from_utf16(std::string_view bytes, bool big) {
    std::string text;
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]),
                   second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(big ? first << 8 | second : second << 8 | first);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t letter = unit(at);
        const bool is_pair = letter >= 0xD800 && letter < 0xDC00 && at + 3 < bytes.size() &&
                             unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000;
        if (is_pair) {
            letter = 0x10000 + ((letter - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
            at += 2;
        } else if (letter >= 0xD800 && letter < 0xE000) {
            letter = 0xFFFD;
        }
        append_utf8(text, letter);
    }
    return text;
}

/// Tells whether the text is UTF-16 without a mark, and then whether its large halves come first: the first
/// letters are plain ones, each with a zero byte on the same side.
std::optional<bool> unmarked_utf16(std::string_view bytes) {
    constexpr std::size_t telling = 64;
    if (bytes.size() < 8 || bytes.size() % 2 != 0) return std::nullopt;
    const auto zeros_at = [&](std::size_t first) {
        for (std::size_t at = 0; at < std::min(bytes.size(), telling); at += 2)
            if (bytes[at + first] != '\0' || bytes[at + 1 - first] == '\0') return false;
        return true;
    };
    if (zeros_at(0)) return true;
    return zeros_at(1) ? std::optional(false) : std::nullopt;
}

void refuse_zeros(std::string_view text, const std::string& file_name) {
    const auto at = text.find('\0');
    if (at == std::string_view::npos) return;
    throw Error(csv_nul, {{"line", line_of(text, at)}},
                {.file = file_name, .line = line_of(text, at), .offset = static_cast<std::int64_t>(at)});
}

/// What a text is as UTF-8.
struct Utf8Findings {
    std::optional<std::size_t> first_fault{};
    bool has_long_letters = false;  // that are right
};

Utf8Findings look_at_utf8(std::string_view text) {
    Utf8Findings found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = letter_bytes(text.substr(at));
        if (length == 0 && !found.first_fault) found.first_fault = at;
        found.has_long_letters = found.has_long_letters || length > 1;
        at += std::max<std::size_t>(1, length);
    }
    return found;
}

bool is_control(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 && (byte < 9 || byte > 13);
}

/// Returns nothing where a byte has no letter.
std::optional<std::string> from_windows_1252(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        const char32_t letter = byte >= 0x80 && byte < 0xA0 ? windows_letters[byte - 0x80] : byte;
        if (letter == 0 || is_control(each)) return std::nullopt;
        append_utf8(text, letter);
    }
    return text;
}

/// Returns the word around a byte, for a message.
std::string_view word_at(std::string_view text, std::size_t at) {
    constexpr std::string_view ends = ",;|\t\r\n\" ";
    const auto before = text.find_last_of(ends, at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    constexpr std::size_t most = 40;
    const std::size_t first = std::max(begin, at < most ? 0 : at - most);
    return text.substr(first, std::min(text.find_first_of(ends, at), at + most) - first);
}

[[noreturn]] void refuse_encoding(std::string_view text, std::size_t at, const std::string& file_name) {
    const auto begin = text.rfind('\n', at);
    const auto byte = static_cast<std::int64_t>(begin == std::string_view::npos ? at + 1 : at - begin);
    throw Error(csv_encoding, {{"byte", byte}, {"line", line_of(text, at)}},
                {.file = file_name, .line = line_of(text, at), .offset = static_cast<std::int64_t>(at)});
}

}  // namespace

std::string utf8_text(std::span<const std::byte> bytes, const std::string& file_name,
                      std::vector<Problem>& notes) {
    std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const bool is_little = raw.starts_with("\xFF\xFE"), is_big = raw.starts_with("\xFE\xFF");
    const auto unmarked = is_little || is_big ? std::nullopt : unmarked_utf16(raw);
    if (is_little || is_big || unmarked) {
        std::string text = from_utf16(unmarked ? raw : raw.substr(2), unmarked.value_or(is_big));
        refuse_zeros(text, file_name);
        return text;
    }
    if (raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
    refuse_zeros(raw, file_name);
    const Utf8Findings found = look_at_utf8(raw);
    if (!found.first_fault) return std::string(raw);
    // UTF-8 with a fault in it would become wrong letters everywhere.
    auto text = found.has_long_letters ? std::nullopt : from_windows_1252(raw);
    if (!text) refuse_encoding(raw, *found.first_fault, file_name);
    const std::string_view word = word_at(raw, *found.first_fault);
    notes.emplace_back(csv_windows,
                       Value::Map{{"example", from_windows_1252(word).value_or("")},
                                  {"line", line_of(raw, *found.first_fault)}},
                       Where{.file = file_name, .line = line_of(raw, *found.first_fault)});
    return *std::move(text);
}

}  // namespace glassnet

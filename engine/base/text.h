// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts in UTF-8, as files bring them and messages tell them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Returns the text without spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Returns the text with the letters A to Z as a to z.
[[nodiscard]] std::string lower_case(std::string_view text);

/// Lists names for a message: "cat, dog and 8 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names, std::size_t most);

[[nodiscard]] constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// A letter of Unicode and the bytes that it takes; 0 bytes where a text does not begin with UTF-8.
struct Letter {
    char32_t value = 0;
    std::size_t bytes = 0;
};
/// Returns the letter that the text begins with. The text is not empty.
[[nodiscard]] Letter first_letter(std::string_view text);

/// Returns how many bytes the letter takes that the text begins with; 0 where it is no UTF-8. The text is not
/// empty.
[[nodiscard]] std::size_t letter_bytes(std::string_view text);

/// Appends a letter of Unicode.
void append_utf8(std::string& text, char32_t letter);

/// Returns the text with bytes that are no printable letter as \xFF, so that everything can be shown.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace glassnet

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

/// Returns how many bytes the letter takes that the text begins with; 0 where it is no UTF-8. The text is not
/// empty.
[[nodiscard]] std::size_t letter_bytes(std::string_view text);

/// Appends a letter of Unicode.
void append_utf8(std::string& text, char32_t letter);

/// Returns the text with bytes that are no printable letter as \xFF, so that everything can be shown.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace glassnet

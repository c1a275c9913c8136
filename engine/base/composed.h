// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace glassnet {

/// Returns the letters of a text in UTF-8, each with its marks as one letter where Unicode has it so (NFC,
/// for the alphabets of Latin, Greek and Cyrillic, for kana and Korean): texts that look the same are then
/// equal, whichever system has named the file. Marks that stand in another order than Unicode's are not
/// brought into it.
[[nodiscard]] std::u32string composed(std::string_view text);

}  // namespace glassnet

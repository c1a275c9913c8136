// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Returns the bytes of a text file as UTF-8: a byte order mark is dropped, UTF-16 is converted, with or
/// without a mark. Bytes that are no UTF-8 at all are read as Windows-1252, of which Latin-1 is a part, which
/// is noted. Throws Error (csv.encoding, csv.nul) with the line and the byte of what makes no sense as any of
/// them.
[[nodiscard]] std::string utf8_text(std::span<const std::byte> bytes, const std::string& file_name,
                                    std::vector<Problem>& notes);

}  // namespace glassnet

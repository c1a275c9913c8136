// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Returns the text of history.csv: one line per epoch under a line of names, for any spreadsheet. Numbers
/// are exact; unknown ones stay empty.
[[nodiscard]] std::string history_text(const std::vector<EpochRecord>& epochs);

/// Reads that text back. Throws Error with the line that cannot be read.
[[nodiscard]] std::vector<EpochRecord> history_from_text(std::string_view text, const std::string& file_name);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/check.h"

#include <string>

namespace glassnet {

/// Writes a number with separators: 23908682 → "23,908,682".
[[nodiscard]] std::string with_separators(std::int64_t number);

/// Writes a number of bytes: 95634728 → "91.20 MB" (as Keras counts: 1 KB = 1,024 bytes).
[[nodiscard]] std::string bytes_text(std::int64_t bytes);

/// Returns the table of Keras' summary(), with multiply-adds and memory, in the order of execution. Ends with
/// a newline.
[[nodiscard]] std::string summary_table(const Checked& checked, const std::string& name);

}  // namespace glassnet

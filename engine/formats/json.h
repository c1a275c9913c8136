// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Parses a JSON text (RFC 8259, UTF-8; a byte order mark is dropped). Strict where other readers are
/// lenient: a field given twice, more than 64 levels, more than 64 MB, NaN and anything behind the end are
/// refused. Whole numbers of 64 bits stay exact, larger ones become double. Throws Error (json.*) with line
/// and byte; `file_name` is for its message only.
[[nodiscard]] Value parse_json(std::string_view text, const std::string& file_name);

/// Returns the line (from 1) at which the value of each field path begins ("network.nodes[3].id"), -1 where
/// there is none. For messages.
[[nodiscard]] std::vector<std::int64_t> lines_of(std::string_view text,
                                                 const std::vector<std::string>& paths);

/// Writes one line, as people would: `{"kind": "Input", "shape": [28, 28, 1]}`. Doubles get their shortest
/// exact form and stay doubles (`1.0`); NaN and infinity, which JSON lacks, become null; bytes that are not
/// UTF-8 become U+FFFD.
[[nodiscard]] std::string write_json(const Value& value);

/// Writes the same with one field per line, for files that people open.
[[nodiscard]] std::string write_json_lines(const Value& value);

}  // namespace glassnet

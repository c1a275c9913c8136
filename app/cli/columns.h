// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/tables/table_report.h"

#include <string>

namespace glassnet::cli {

/// Lists how a table was read and its columns, a line for each; wide tables by their first columns.
[[nodiscard]] std::string columns_in_words(const TableReport& table);

/// Returns the same for programs, all columns.
[[nodiscard]] Value::Map columns_value(const TableReport& table);

}  // namespace glassnet::cli

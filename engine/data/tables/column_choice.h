// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/tables/table_report.h"

namespace glassnet {

/// Returns the settings by which a column of the table has this role, and no other column another one than
/// before: `input` (of numbers), `one_hot` (an input for each of its texts), `target` or `dropped`.
[[nodiscard]] DataSettings with_column_role(DataSettings settings, const TableReport& table,
                                            const std::string& column, ColumnRole role);

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/run_training.h"

#include <string>

namespace glassnet::cli {

/// Tells whether the argument is rows for a run whose samples are rows of numbers: a file with a table, or
/// the cells of one row.
[[nodiscard]] bool are_rows(const std::string& argument, const RunStart& run);

/// Tells what the run says to each row, one line a row. Rows that cannot be answered are reported and set the
/// context's exit code. Throws Error where there are no such rows.
void predict_rows(Context& context, Training& run, const RunStart& start, const std::string& argument);

}  // namespace glassnet::cli

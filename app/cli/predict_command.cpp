// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"

namespace glassnet::cli {
void add_predict(CLI::App&, Context&) {}
}  // namespace glassnet::cli

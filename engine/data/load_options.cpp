// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/load_options.h"

#include "data/data_problems.h"

namespace glassnet {

void tell(const LoadWatch& watch, const LoadProgress& progress) {
    if (watch && !watch(progress)) throw Error(data_problems::cancelled, {}, {.setting = "data.source"});
}

}  // namespace glassnet

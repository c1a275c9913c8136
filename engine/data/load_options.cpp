// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/load_options.h"

#include "base/memory.h"
#include "data/data_problems.h"

#include <algorithm>

namespace glassnet {

void tell(const LoadWatch& watch, const LoadProgress& progress) {
    if (watch && !watch(progress)) throw Error(data_problems::cancelled, {}, {.setting = "data.source"});
}

void LoadCounter::add(std::int64_t bytes) {
    constexpr std::int64_t telling = 4 << 20;
    now_.done = std::min(now_.all, now_.done + bytes);
    untold_ += bytes;
    if (untold_ < telling) return;
    untold_ = 0;
    tell(watch_, now_);
}

std::int64_t memory_for_samples(const LoadOptions& options) {
    constexpr std::int64_t where_nobody_tells = std::int64_t{1} << 30;
    return options.memory > 0 ? options.memory : available_memory().value_or(4 * where_nobody_tells) / 4;
}

}  // namespace glassnet

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/load_meter.h"

namespace glassnet::app {

bool LoadMeter::take(const LoadProgress& progress) {
    const std::lock_guard lock(mutex_);
    rate_.take(progress);
    return !ended_;
}

void LoadMeter::end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
}

LoadState LoadMeter::state() const {
    const std::lock_guard lock(mutex_);
    return rate_.state();
}

}  // namespace glassnet::app

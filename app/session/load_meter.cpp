// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/load_meter.h"

namespace glassnet::app {

bool LoadMeter::take(const LoadProgress& progress) {
    const std::lock_guard lock(mutex_);
    now_ = Clock::now();
    if (progress.is_finding != progress_.is_finding || progress.done < progress_.done) {
        first_ = progress;
        since_ = now_;
    }
    progress_ = progress;
    return !ended_;
}

void LoadMeter::end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
}

LoadState LoadMeter::state() const {
    const std::lock_guard lock(mutex_);
    LoadState state{.progress = progress_};
    const double seconds = std::chrono::duration<double>(now_ - since_).count();
    const auto done = static_cast<double>(progress_.done - first_.done);
    if (seconds <= 0 || done <= 0) return state;
    state.perSecond = done / seconds;
    if (!progress_.is_finding)
        state.secondsLeft = static_cast<double>(progress_.all - progress_.done) / state.perSecond;
    return state;
}

}  // namespace glassnet::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/load_rate.h"

namespace glassnet {

void LoadRate::take(const LoadProgress& progress) {
    taken_ = Clock::now();
    if (progress.stage != now_.stage || progress.done < now_.done) {
        first_ = progress;
        since_ = taken_;
    }
    now_ = progress;
}

LoadState LoadRate::state() const {
    LoadState state{.progress = now_};
    const double seconds = std::chrono::duration<double>(taken_ - since_).count();
    const auto done = static_cast<double>(now_.done - first_.done);
    if (seconds <= 0 || done <= 0) return state;
    state.per_second = done / seconds;
    if (now_.stage != LoadStage::finding)
        state.seconds_left = static_cast<double>(now_.all - now_.done) / state.per_second;
    return state;
}

}  // namespace glassnet

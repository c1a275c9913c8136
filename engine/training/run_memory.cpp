// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_memory.h"

#include <utility>

namespace glassnet {

void RunMemory::also_in(OpenStore open) {
    const std::scoped_lock lock(mutex_);
    if (!open_) open_ = std::move(open);
}

bool RunMemory::wants_state(Now now) const {
    return now == Now::epoch_ended || (second_ && second_->wants_state(now));
}

void RunMemory::offer(const std::shared_ptr<const Checkpoint>& state) {
    remember(state);
    if (state->step == 0) return;
    if (RunStore* store = second()) store->offer(state);
}

void RunMemory::keep(const std::shared_ptr<const Checkpoint>& state) {
    remember(state);
    if (state->step == 0) return;
    if (RunStore* store = second()) store->keep(state);
}

void RunMemory::finish(const std::string& stop_reason) {
    if (second_) second_->finish(stop_reason);
}

std::shared_ptr<const Checkpoint> RunMemory::newest() const {
    const std::scoped_lock lock(mutex_);
    return newest_;
}

std::shared_ptr<const Checkpoint> RunMemory::best() const {
    const std::scoped_lock lock(mutex_);
    return best_;
}

void RunMemory::remember(const std::shared_ptr<const Checkpoint>& state) {
    const std::scoped_lock lock(mutex_);
    newest_ = state;
    if (is_best(*state)) best_ = state;
}

RunStore* RunMemory::second() {
    if (second_) return second_.get();
    OpenStore open;
    {
        const std::scoped_lock lock(mutex_);
        open = open_;
    }
    if (open) second_ = open();
    return second_.get();
}

}  // namespace glassnet

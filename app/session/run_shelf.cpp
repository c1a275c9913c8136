// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/run_shelf.h"

#include <utility>

namespace glassnet::app {

void RunShelf::recordIn(RunPlace place) {
    const std::scoped_lock lock(mutex_);
    if (!place_) place_ = std::move(place);
}

std::shared_ptr<const Checkpoint> RunShelf::newest() const {
    const std::scoped_lock lock(mutex_);
    return newest_;
}

std::shared_ptr<const Checkpoint> RunShelf::best() const {
    const std::scoped_lock lock(mutex_);
    return best_;
}

void RunShelf::keep(const std::shared_ptr<const Checkpoint>& state, Trainer::Resting resting) {
    {
        const std::scoped_lock lock(mutex_);
        newest_ = state;
        if (is_best(*state)) best_ = state;
    }
    if (state->step == 0) return;
    if (!saver_) {
        std::optional<RunPlace> place;
        {
            const std::scoped_lock lock(mutex_);
            place = place_;
        }
        if (!place) return;
        saver_ = std::make_unique<RunSaver>(RunFolder::create(place->runs, place->project, place->start));
    }
    if (resting == Trainer::Resting::no) return saver_->offer(state);
    saver_->keep(state);
    if (!state->stop_reason.empty()) saver_->finish(state->stop_reason);
}

}  // namespace glassnet::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/run_shelf.h"

#include "document/edits.h"
#include "training/catalogue.h"

#include <utility>

namespace glassnet::app {

RunShelf::RunShelf(const TrainingSettings& settings) : stopping_(configured<Stopping>(stopping_catalogue(), settings.stopping)) {}

void RunShelf::recordIn(RunPlace place) {
    const std::scoped_lock lock(mutex_);
    if (!place_) place_ = std::move(place);
}

void RunShelf::put(std::shared_ptr<const Checkpoint> checkpoint) {
    const std::scoped_lock lock(mutex_);
    newest_ = std::move(checkpoint);
}

std::shared_ptr<const Checkpoint> RunShelf::newest() const {
    const std::scoped_lock lock(mutex_);
    return newest_;
}

std::shared_ptr<const Checkpoint> RunShelf::best() const {
    const std::scoped_lock lock(mutex_);
    return best_;
}

void RunShelf::putBest(std::shared_ptr<const Checkpoint> checkpoint) {
    const std::scoped_lock lock(mutex_);
    best_ = std::move(checkpoint);
}

void RunShelf::keep(const Checkpoint& checkpoint) {
    const auto state = std::make_shared<const Checkpoint>(checkpoint);
    put(state);
    if (stopping_ && is_best(checkpoint, *stopping_)) putBest(state);
    if (checkpoint.step == 0) return;
    if (!folder_) {
        std::optional<RunPlace> place;
        {
            const std::scoped_lock lock(mutex_);
            place = place_;
        }
        if (!place) return;
        folder_ = RunFolder::create(place->runs, place->project, place->start);
    }
    folder_->keep(checkpoint);
    if (!checkpoint.stop_reason.empty()) folder_->finish(checkpoint.stop_reason);
}

}  // namespace glassnet::app

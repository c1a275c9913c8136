// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/run_saver.h"

#include <algorithm>
#include <utility>

namespace glassnet {

namespace {

constexpr auto always_affordable = std::chrono::seconds(1);  // of a whole run: a short one keeps each epoch
// more than that: one part in so many of the time
constexpr int affordable_part = 20;
constexpr auto most_lost = std::chrono::seconds(60);

}  // namespace

RunSaver::RunSaver(RunFolder folder) : folder_(std::move(folder)), thread_([this] { serve(); }) {}

RunSaver::~RunSaver() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

bool RunSaver::wants_state(Now now) const {
    const std::scoped_lock lock(mutex_);
    if (failure_) return true;
    const auto time = Clock::now();
    if (now == Now::epoch_ended && spent_ + cost_ <= always_affordable + (time - born_) / affordable_part)
        return true;
    // What a kill loses is older than its write: the next write must have ended within the minute.
    const auto latest = std::max<Clock::duration>(most_lost / 2, most_lost - cost_);
    return !waiting_ && !writing_ && time - begun_ >= latest;
}

void RunSaver::offer(const std::shared_ptr<const Checkpoint>& state) {
    tell_failure();
    const bool wanted = wants_state(state->batch_in_epoch == 0 ? Now::epoch_ended : Now::within_epoch);
    {
        std::unique_lock lock(mutex_);
        if (is_best(*state)) best_ = state;
        if (!wanted && state->changes == written_changes_) return;
        changed_.wait(lock, [this] { return !waiting_ && !writing_; });
        waiting_ = state;
    }
    changed_.notify_all();
}

void RunSaver::keep(const std::shared_ptr<const Checkpoint>& state) {
    wait_until_idle();
    if (const auto failed = failed_) write(*failed, RunFolder::Rest::no);
    write(*state, RunFolder::Rest::yes);
    tell_failure();
    if (!state->stop_reason.empty()) finish(state->stop_reason);
}

void RunSaver::finish(const std::string& stop_reason) {
    wait_until_idle();
    folder_.finish(stop_reason);
}

void RunSaver::wait_until_idle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_ && !writing_; });
}

void RunSaver::tell_failure() {
    const std::scoped_lock lock(mutex_);
    failed_.reset();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void RunSaver::write(const Checkpoint& state, RunFolder::Rest rest) {
    std::shared_ptr<const Checkpoint> best;
    const auto begun = Clock::now();
    {
        const std::scoped_lock lock(mutex_);
        best = best_;
        begun_ = begun;
    }
    folder_.keep(state, best.get(), rest);
    const std::scoped_lock lock(mutex_);
    written_changes_ = state.changes;
    cost_ = Clock::now() - begun;
    spent_ += cost_;
    if (best_ == best) best_.reset();
    // a newer one is on the disk: written now, it would undo that
    if (failed_ && failed_->step <= state.step) failed_.reset();
}

void RunSaver::serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return waiting_ || ending_; });
        if (!waiting_) return;
        const auto state = std::exchange(waiting_, nullptr);
        writing_ = true;
        lock.unlock();
        std::exception_ptr failure;
        try {
            write(*state, RunFolder::Rest::no);
        } catch (const std::exception&) {  // the thread's top: the owner reports it
            failure = std::current_exception();
        }
        lock.lock();
        writing_ = false;
        if (failure) {
            failure_ = failure;
            failed_ = state;
        }
        changed_.notify_all();
    }
}

}  // namespace glassnet

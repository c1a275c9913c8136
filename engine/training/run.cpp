// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run.h"

namespace glassnet {

void Run::begin(Begin begin) {
    if (begin == Begin::anew) used_ = {};
    running_since_ = now_();
    running_ = true;
    stop_reason_.clear();
}

Run::After Run::advance(Until until) {
    try {
        learner_.step();
    } catch (const Error& error) {
        return fail(error);
    }
    if (learner_.done()) {
        rest(learner_.stop_reason());
        return After::finished;
    }
    if (until == Until::batch || (until == Until::epoch && learner_.at_epoch_start())) {
        rest();
        return After::wanted;
    }
    if (time_is_up()) {
        rest(time_limit_reason(most_seconds()));
        return After::time_is_up;
    }
    const bool refused = state_is_due() && !with_store([&] { store_.offer(state()); });
    return refused ? After::not_kept : After::batch;
}

void Run::rest(const std::string& stop_reason) {
    if (running_) used_ += now_() - running_since_;
    running_ = false;
    stop_reason_ = stop_reason;
    kept_step_ = learner_.step_number();
    with_store([&] { store_.keep(state()); });
}

void Run::settings_changed() {
    kept_step_ = -1;
    if (running_) with_store([&] { store_.offer(state()); });
}

Run::After Run::fail(const Error& error) {
    problems_ = error.problems();
    const std::string reason = problems_.front().what();
    if (learner_.weights_are_good())
        rest(reason);
    else
        with_store([&] { store_.finish(reason); });
    stop_reason_ = reason;
    return After::failed;
}

bool Run::time_is_up() const {
    const double most = most_seconds();
    const Time::duration used = used_ + (now_() - running_since_);
    return most > 0 && std::chrono::duration<double>(used).count() >= most;
}

/// Tells whether a state is due: at the end of the best epoch so far, and whenever the store wants one.
bool Run::state_is_due() const {
    if (!learner_.at_epoch_start()) return store_.wants_state(RunStore::Now::within_epoch);
    return learner_.best_epoch() == learner_.epoch() || store_.wants_state(RunStore::Now::epoch_ended);
}

std::shared_ptr<const Checkpoint> Run::state() const {
    auto checkpoint = std::make_shared<Checkpoint>(learner_.checkpoint());
    checkpoint->stop_reason = stop_reason_;
    return checkpoint;
}

template <class Work>
bool Run::with_store(Work work) {
    try {
        work();
        return true;
    } catch (const Error& error) {
        problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
        return false;
    }
}

}  // namespace glassnet

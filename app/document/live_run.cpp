// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/live_run.h"

#include "math/matmul.h"

#include <algorithm>

namespace glassnet::app {

namespace {

bool isRunning(RunState state) { return state == RunState::running || state == RunState::stopping; }
bool isOver(RunState state) { return state == RunState::finished || state == RunState::stopped || state == RunState::failed; }

Network withoutPlaces(Network network) {
    for (Node& node : network.nodes) node.at.reset();
    return network;
}

bool sameButEpochs(const TrainingTask& a, const TrainingTask& b) {
    TrainingSettings settings = a.settings;
    settings.epochs = b.settings.epochs;
    return a.dataset == b.dataset && settings == b.settings && a.augmentation == b.augmentation && a.preprocessing == b.preprocessing &&
           withoutPlaces(a.network) == withoutPlaces(b.network);
}

}  // namespace

bool sameTraining(const TrainingTask& a, const TrainingTask& b) { return a.settings.epochs == b.settings.epochs && sameButEpochs(a, b); }

LiveRun::LiveRun(QObject* parent) : QObject(parent) {
    poll_.setInterval(33);
    connect(&poll_, &QTimer::timeout, this, &LiveRun::look);
    rebuild_.setSingleShot(true);
    rebuild_.setInterval(120);
    connect(&rebuild_, &QTimer::timeout, this, &LiveRun::rebuild);
}

LiveRun::~LiveRun() = default;

bool LiveRun::running() const { return ordered_ || (trainer_ && snapshot_ && isRunning(snapshot_->state)); }

void LiveRun::prepare(std::optional<TrainingTask> task) {
    task_ = std::move(task);
    if (running()) return;
    if (!task_) {
        rebuild_.stop();
        return;
    }
    if (trainer_ && !building_ && sameTraining(trainer_->task(), *task_)) {
        rebuild_.stop();
        return;
    }
    if (!trainer_ && !building_)
        rebuild();  // nothing to look at yet: no time to lose
    else
        rebuild_.start();
}

void LiveRun::forget() {
    ++generation_;
    building_ = ordered_ = false;
    rebuild_.stop();
    poll_.stop();
    pending_.clear();
    task_.reset();
    if (trainer_) discard(std::move(trainer_));
    if (parked_) discard(std::move(parked_->trainer));
    parked_.reset();
    shelf_.reset();
    snapshot_.reset();
    batches_.clear();
    epochs_.clear();
    Q_EMIT snapshotArrived();
    Q_EMIT historyGrew();
    Q_EMIT stateChanged();
}

void LiveRun::rebuild() {
    rebuild_.stop();
    if (building_ || !task_) return;
    const bool over = snapshot_ && isOver(snapshot_->state);
    if (parked_ && sameTraining(parked_->trainer->task(), *task_) && pending_.empty()) {
        Parked back = std::move(*parked_);
        parked_.reset();
        adopt(std::move(back));
        return;
    }
    auto shelf = std::make_shared<RunShelf>(task_->settings);
    Trainer::Options options;
    options.keep = [shelf](const std::shared_ptr<const Checkpoint>& state, Trainer::Resting resting) { shelf->keep(state, resting); };
    options.wants_state = [shelf] { return shelf->wantsState(); };
    options.best = [shelf] { return shelf->best(); };
    // More epochs of the same training go on where it ended.
    const bool longer = over && snapshot_->state != RunState::failed && trainer_ && sameButEpochs(trainer_->task(), *task_) &&
                        trainer_->task().settings.epochs < task_->settings.epochs;
    if (longer && checkpoint()) {
        auto start = std::make_shared<Checkpoint>(*checkpoint());
        start->stop_reason.clear();
        shelf->put(start);
        shelf->putBest(shelf_->best());
        options.start = std::move(start);
    }
    building_ = true;
    Q_EMIT stateChanged();
    background_.run([task = *task_, options] { return std::make_unique<Trainer>(task, options); },
                    [this, shelf, generation = generation_](Outcome<std::unique_ptr<Trainer>> outcome) {
                        if (generation != generation_) return;
                        building_ = false;
                        if (!outcome.value) {
                            pending_.clear();
                            Q_EMIT failed(outcome.problems);
                            Q_EMIT stateChanged();
                            return;
                        }
                        adopt({std::move(*outcome.value), shelf, nullptr});
                    });
}

void LiveRun::adopt(Parked next) {
    if (trainer_) {
        const bool worthKeeping = snapshot_ && snapshot_->step > 0 && pending_.empty();
        if (worthKeeping) {
            if (parked_) discard(std::move(parked_->trainer));
            parked_ = Parked{std::move(trainer_), shelf_, snapshot_};
        } else {
            discard(std::move(trainer_));
        }
    }
    trainer_ = std::move(next.trainer);
    shelf_ = std::move(next.shelf);
    snapshot_ = std::move(next.snapshot);
    batches_.clear();
    epochs_.clear();
    trainer_->send(SetWatch{watch_});
    for (const Order& waiting : std::exchange(pending_, {})) order(waiting);
    poll_.start();
    look();
    Q_EMIT historyGrew();
    Q_EMIT stateChanged();
    if (task_ && !running() && !sameTraining(trainer_->task(), *task_)) rebuild_.start();
}

void LiveRun::discard(std::unique_ptr<Trainer> trainer) {
    auto holder = std::make_shared<std::unique_ptr<Trainer>>(std::move(trainer));
    background_.run(
        [holder] {
            holder->reset();
            return true;
        },
        [](const Outcome<bool>&) {});
}

void LiveRun::record() {
    if (!place_ || !shelf_) return;
    auto place = place_();
    if (!place) return;
    place->start.threads = trainer_->task().threads;
    place->start.instructions = instruction_set();
    place->start.kernels = trainer_->kernels();
    shelf_->recordIn(std::move(*place));
}

void LiveRun::order(Order order) {
    const bool trains =
        std::holds_alternative<Continue>(order) || std::holds_alternative<StepBatch>(order) || std::holds_alternative<StepEpoch>(order);
    if (!trains) {
        if (trainer_) trainer_->send(std::move(order));
        return;
    }
    const bool stale = !trainer_ || (task_ && !sameTraining(trainer_->task(), *task_)) || (snapshot_ && isOver(snapshot_->state));
    if (stale && !running()) {
        if (!task_) return;
        pending_ = {std::move(order)};
        rebuild();
        return;
    }
    record();
    ordered_ = true;
    orderedAt_ = snapshot_ ? snapshot_->step : 0;
    trainer_->send(std::move(order));
    poll_.start();
    Q_EMIT stateChanged();
}

void LiveRun::train() { order(Continue{}); }
void LiveRun::stepBatch() { order(StepBatch{}); }
void LiveRun::stepEpoch() { order(StepEpoch{}); }

void LiveRun::pause() {
    pending_.clear();
    order(Pause{});
}

void LiveRun::stop() {
    pending_.clear();
    order(Stop{"stopped by you"});
}

void LiveRun::watch(const Watch& watch) {
    if (watch == watch_) return;
    watch_ = watch;
    if (!trainer_) return;
    trainer_->send(SetWatch{watch});
    poll_.start();
}

std::shared_ptr<const Checkpoint> LiveRun::checkpoint() const { return shelf_ ? shelf_->newest() : nullptr; }

std::shared_ptr<const Checkpoint> LiveRun::result() const {
    const bool over = shelf_ && snapshot_ && isOver(snapshot_->state);
    const auto best = over ? shelf_->best() : nullptr;
    return best ? best : checkpoint();
}

void LiveRun::look() {
    if (!trainer_) return;
    if (const auto fresh = trainer_->fetch()) {
        const bool wasRunning = running();
        const RunState before = snapshot_ ? snapshot_->state : RunState::idle;
        snapshot_ = fresh;
        if (isRunning(fresh->state) || fresh->step != orderedAt_ || fresh->state != before) ordered_ = false;
        Q_EMIT snapshotArrived();
        if (running() != wasRunning || fresh->state != before) Q_EMIT stateChanged();
        if (fresh->state == RunState::failed && before != RunState::failed) Q_EMIT failed(fresh->problems);
    }
    const auto batches = trainer_->history().batches_from(batches_.size());
    const auto epochs = trainer_->history().epochs_from(epochs_.size());
    if (batches.empty() && epochs.empty()) return;
    batches_.insert(batches_.end(), batches.begin(), batches.end());
    epochs_.insert(epochs_.end(), epochs.begin(), epochs.end());
    Q_EMIT historyGrew();
}

}  // namespace glassnet::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/live_run.h"

#include "files/run_saver.h"
#include "math/instruction_sets.h"

#include <algorithm>

namespace glassnet::app {

namespace {

bool isRunning(RunState state) { return state == RunState::running; }
bool isOver(RunState state) {
    return state == RunState::finished || state == RunState::stopped || state == RunState::failed;
}

Network withoutPlaces(Network network) {
    for (Node& node : network.nodes) node.at.reset();
    return network;
}

bool sameButSettings(const TrainingTask& a, const TrainingTask& b) {
    return sameData(a.dataset, b.dataset) && a.augmentation == b.augmentation &&
           a.preprocessing == b.preprocessing && withoutPlaces(a.network) == withoutPlaces(b.network);
}

}  // namespace

bool sameData(const std::shared_ptr<const Dataset>& a, const std::shared_ptr<const Dataset>& b) {
    return a == b ||
           (a && b && a->fingerprint == b->fingerprint && a->summary.class_names == b->summary.class_names);
}

bool sameTraining(const TrainingTask& a, const TrainingTask& b) {
    return a.settings == b.settings && sameButSettings(a, b);
}

LiveRun::LiveRun(QObject* parent) : QObject(parent) {
    poll_.setInterval(33);
    connect(&poll_, &QTimer::timeout, this, &LiveRun::look);
    rebuild_.setSingleShot(true);
    rebuild_.setInterval(120);
    connect(&rebuild_, &QTimer::timeout, this, &LiveRun::rebuild);
}

LiveRun::~LiveRun() = default;

bool LiveRun::running() const {
    if (!run_.trainer) return false;
    const bool answered =
        run_.trainOrders == 0 || (run_.snapshot && run_.snapshot->train_orders >= run_.trainOrders);
    return !answered || (run_.snapshot && isRunning(run_.snapshot->state));
}

bool LiveRun::underWay() const { return run_.trainer && !(run_.snapshot && isOver(run_.snapshot->state)); }

bool LiveRun::matches(const Held& held) const {
    return held.trainer && task_ && sameTraining(held.task, *task_);
}

bool LiveRun::edited() const { return run_.trainer && !matches(run_); }

/// Returns what is shown: while it trains, the run, which changes; also while what is drawn cannot be trained
/// or is being built, because there is nothing else to look at.
const LiveRun::Held& LiveRun::shown() const {
    return edited() && !running() && task_ && preview_.trainer ? preview_ : current();
}

bool LiveRun::goesLonger() const {
    if (!run_.trainer || underWay() || !task_ || run_.task.settings.epochs >= task_->settings.epochs)
        return false;
    if (run_.snapshot->ended_early || run_.snapshot->state == RunState::failed ||
        task_->settings.epochs <= run_.snapshot->epoch)
        return false;
    TrainingTask longer = run_.task;
    longer.settings.epochs = task_->settings.epochs;
    return sameTraining(longer, *task_);
}

bool LiveRun::canChangeTo(const TrainingTask& task) const {
    return underWay() && task.settings != run_.task.settings && sameButSettings(task, run_.task) &&
           can_change(run_.task.settings, task.settings);
}

void LiveRun::change(const TrainingSettings& settings) {
    const TrainingSettings before = std::exchange(run_.task.settings, settings);
    run_.trainer->send(ChangeSettings{settings});
    ++run_.settingsOrders;
    poll_.start();
    Q_EMIT changed(before, settings);
}

void LiveRun::tellAll() {
    Q_EMIT snapshotArrived();
    Q_EMIT historyGrew();
    Q_EMIT stateChanged();
}

void LiveRun::prepare(std::optional<TrainingTask> task, std::optional<std::int64_t> bytes) {
    const bool wasEdited = edited();
    task_ = std::move(task);
    bytes_ = bytes;
    const bool fits = bytes_ || (task_ && takes_as_much_memory(run_.task.settings, task_->settings));
    if (task_ && fits && canChangeTo(*task_)) change(task_->settings);
    for (Held* held : {&run_, &preview_})
        if (bytes_ && matches(*held)) held->bytes = *bytes_;
    // nothing is begun that is no longer wanted
    if (!task_ || (matches(run_) && !building_)) pending_.clear();
    if (!running() && task_ && bytes_ && !matches(preview_) && !matches(run_) && !goesLonger()) {
        if (!current().trainer && !building_)
            rebuild();  // nothing to look at yet: no time to lose
        else
            rebuild_.start();
    } else if (pending_.empty()) {  // an order that waits is for the trainer that is still to be built
        rebuild_.stop();
    }
    if (matches(run_) || goesLonger()) discard(std::exchange(preview_, {}));
    if (wasEdited != edited()) tellAll();
}

void LiveRun::forget() {
    ++generation_;
    building_ = false;
    rebuild_.stop();
    poll_.stop();
    pending_.clear();
    task_.reset();
    discard(std::exchange(run_, {}));
    discard(std::exchange(preview_, {}));
    tellAll();
}

void LiveRun::rebuild() {
    rebuild_.stop();
    if (building_ || !task_) return;
    if (pending_.empty() && (!bytes_ || running() || matches(preview_) || matches(run_) || goesLonger()))
        return;
    auto memory = std::make_shared<RunMemory>();
    Trainer::Options options;
    options.store = memory;
    building_ = true;
    Q_EMIT stateChanged();
    background_.run(
        [task = *task_, options] { return std::make_unique<Trainer>(task, options); },
        [this, task = *task_, memory, generation = generation_](Outcome<std::unique_ptr<Trainer>> outcome) {
            if (generation != generation_) return;
            building_ = false;
            if (!outcome.value) {
                pending_.clear();
                Q_EMIT failed(outcome.problems);
                Q_EMIT stateChanged();
                return;
            }
            adopt({.trainer = std::move(*outcome.value),
                   .task = task,
                   .bytes = bytes_.value_or(0),
                   .memory = memory,
                   .snapshot = {},
                   .batches = {},
                   .epochs = {}});
        });
}

void LiveRun::adopt(Held next) {
    if (!matches(next)) {  // edited meanwhile
        discard(std::move(next));
        if (task_ && !matches(run_))
            rebuild_.start();
        else
            pending_.clear();
        return;
    }
    next.trainer->send(SetWatch{watch_});
    discard(std::exchange(preview_, std::move(next)));
    poll_.start();
    look();
    if (!pending_.empty()) promotePreview();  // it was built to be the next run
    for (const Order& waiting : std::exchange(pending_, {})) begin(waiting);
    tellAll();
}

/// Makes the preview the run.
void LiveRun::promotePreview() { discard(std::exchange(run_, std::exchange(preview_, {}))); }

/// Ends its thread off the UI thread.
void LiveRun::discard(Held held) {
    if (!held.trainer) return;
    auto holder = std::make_shared<std::unique_ptr<Trainer>>(std::move(held.trainer));
    background_.run(
        [holder] {
            holder->reset();
            return true;
        },
        [](const Outcome<bool>&) {});
}

void LiveRun::record() {
    if (!place_ || !run_.memory) return;
    auto place = place_();
    if (!place) return;
    place->project.preprocessing = run_.trainer->task().preprocessing;  // with the numbers that were fitted
    place->start.threads = run_.task.threads;
    place->start.instructions = instruction_set();
    place->start.kernels = run_.trainer->kernels();
    // On the trainer's thread, or its saver's: never on the UI's.
    run_.memory->also_in([place = *std::move(place)] {
        return std::make_unique<RunSaver>(RunFolder::create(place.runs, place.project, place.start));
    });
}

void LiveRun::order(Order order) {
    const bool trains = std::holds_alternative<Continue>(order) || std::holds_alternative<StepBatch>(order) ||
                        std::holds_alternative<StepEpoch>(order);
    if (!trains) {
        if (run_.trainer) run_.trainer->send(std::move(order));
    } else if (underWay()) {
        begin(std::move(order));
    } else if (goesLonger()) {
        change(task_->settings);
        begin(std::move(order));
    } else if (matches(preview_)) {
        promotePreview();
        begin(std::move(order));
    } else if (task_) {
        pending_ = {std::move(order)};
        rebuild();
    }
}

void LiveRun::begin(Order order) {
    if (!edited()) record();  // a run that was edited since has had its place from the beginning
    ++run_.trainOrders;
    run_.trainer->send(std::move(order));
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
    for (const Held* held : {&run_, &preview_})
        if (held->trainer) held->trainer->send(SetWatch{watch});
    poll_.start();
}

std::shared_ptr<const Checkpoint> LiveRun::checkpoint() const {
    return current().memory ? current().memory->newest() : nullptr;
}

std::shared_ptr<const Checkpoint> LiveRun::result() const {
    const bool over = run_.memory && run_.snapshot && isOver(run_.snapshot->state);
    const auto best = over ? run_.memory->best() : nullptr;
    return best ? best : checkpoint();
}

/// Takes over what is new; tells whether there was a new snapshot.
bool LiveRun::lookAt(Held& held) {
    if (!held.trainer) return false;
    const auto fresh = held.trainer->fetch();
    if (fresh) held.snapshot = fresh;
    // those it refused are not its own
    if (fresh && fresh->settings_orders == held.settingsOrders) held.task.settings = *fresh->settings;
    const auto batches = held.trainer->history().batches_from(held.batches.size());
    const auto epochs = held.trainer->history().epochs_from(held.epochs.size());
    held.batches.insert(held.batches.end(), batches.begin(), batches.end());
    held.epochs.insert(held.epochs.end(), epochs.begin(), epochs.end());
    return fresh != nullptr;
}

void LiveRun::look() {
    const bool wasRunning = running();
    const auto stateOf = [](const Held& held) {
        return held.snapshot ? held.snapshot->state : RunState::idle;
    };
    const RunState before = stateOf(run_);
    const auto points = [this] { return current().batches.size() + current().epochs.size(); };
    const std::size_t known = points();
    const bool preview = lookAt(preview_);
    const bool run = lookAt(run_);
    const RunState now = stateOf(run_);
    if (run || preview) Q_EMIT snapshotArrived();
    if (wasRunning && !running() && edited()) prepare(task_, bytes_);  // what is drawn had to wait
    if (running() != wasRunning || now != before) Q_EMIT stateChanged();
    if (now == RunState::failed && before != RunState::failed) Q_EMIT failed(run_.snapshot->problems);
    if (points() != known) Q_EMIT historyGrew();
}

}  // namespace glassnet::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/background.h"
#include "document/run_shelf.h"
#include "training/trainer.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

/// The trainer seen from the UI thread: orders go in, the newest snapshot and the history come out, thirty times a second at most.
/// After an edit it makes a new idle trainer off the UI thread, so that views always see the network that is drawn. A run that was under
/// way is put aside and comes back if the edit is undone.
class LiveRun : public QObject {
    Q_OBJECT
public:
    explicit LiveRun(QObject* parent = nullptr);
    ~LiveRun() override;

    /// Asked whenever a training begins: where its run goes, or nothing while the project has no file.
    void setPlace(std::function<std::optional<RunPlace>()> place) { place_ = std::move(place); }

    /// What would be trained now; nothing while the project cannot be trained. Takes effect at once while idle, never during training.
    void prepare(std::optional<TrainingTask> task);

    /// Another project: nothing of the run is shown any more. What it has learned is kept on its shelf.
    void forget();

    void train();
    void pause();
    void stepBatch();
    void stepEpoch();
    void stop();
    /// What the open views look at.
    void watch(const Watch& watch);

    [[nodiscard]] bool ready() const { return trainer_ != nullptr || building_; }
    [[nodiscard]] bool running() const;
    /// Nothing under way: no training, no building.
    [[nodiscard]] bool quiet() const { return !running() && !building_ && !rebuild_.isActive() && pending_.empty(); }
    [[nodiscard]] const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
    [[nodiscard]] const std::vector<BatchRecord>& batches() const { return batches_; }
    [[nodiscard]] const std::vector<EpochRecord>& epochs() const { return epochs_; }
    /// The last state that the trainer gave to keep: at the end of an epoch, at pause, at stop.
    [[nodiscard]] std::shared_ptr<const Checkpoint> checkpoint() const;
    /// What the run has to show: once it is over the state of its best epoch, before that checkpoint().
    [[nodiscard]] std::shared_ptr<const Checkpoint> result() const;
    /// The task that the snapshots belong to.
    [[nodiscard]] const TrainingTask* task() const { return trainer_ ? &trainer_->task() : nullptr; }

Q_SIGNALS:
    void snapshotArrived();
    void historyGrew();
    void stateChanged();
    void failed(const std::vector<glassnet::Problem>& problems);

private:
    struct Parked {
        std::unique_ptr<Trainer> trainer;
        std::shared_ptr<RunShelf> shelf;
        std::shared_ptr<const Snapshot> snapshot;
    };
    void rebuild();
    void adopt(Parked next);
    void order(Order order);
    void discard(std::unique_ptr<Trainer> trainer);
    void look();
    void record();

    std::function<std::optional<RunPlace>()> place_;
    std::optional<TrainingTask> task_;
    std::unique_ptr<Trainer> trainer_;
    std::shared_ptr<RunShelf> shelf_;
    std::optional<Parked> parked_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::vector<BatchRecord> batches_;
    std::vector<EpochRecord> epochs_;
    std::vector<Order> pending_;  // orders that wait for the trainer being built
    Watch watch_;
    bool building_ = false;
    std::uint64_t generation_ = 0;  // of forget(): what is being built for another project is thrown away
    bool ordered_ = false;          // an order to train was sent, its first snapshot has not come yet
    std::int64_t orderedAt_ = 0;
    QTimer poll_;
    QTimer rebuild_;
    Background background_;
};

/// Whether both tasks train the same thing: places on the canvas do not count.
[[nodiscard]] bool sameTraining(const TrainingTask& a, const TrainingTask& b);

}  // namespace glassnet::app

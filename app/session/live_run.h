// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/run_folder.h"
#include "session/background.h"
#include "training/trainer.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

/// Where a run of the window is written to, and what it began with.
struct RunPlace {
    std::filesystem::path runs;  // NAME.runs beside the project
    Project project;             // frozen, with a data source that holds from anywhere
    RunStart start;
};

/// The trainer seen from the UI thread: orders go in, the newest snapshot and the history come out, thirty
/// times a second at most. There are two: the run, begun by an order to train, which keeps its own task until
/// another run begins; and, where the project on the screen is not what the run trains, a preview of the
/// project, idle at step 0, so that views can show what is drawn. No edit of the network or the
/// data affects the run: it continues where it is, and undoing the edits shows it again.
class LiveRun : public QObject {
    Q_OBJECT
public:
    explicit LiveRun(QObject* parent = nullptr);
    ~LiveRun() override;

    /// Sets the function that is called whenever a training begins: it returns where its run goes, or nothing
    /// while the project has no file.
    void setPlace(std::function<std::optional<RunPlace>()> place) { place_ = std::move(place); }

    /// Sets what is on the screen; nothing while that cannot be trained. The run under way adopts settings
    /// that can change during a run (see can_change); anything else is for a new run. `bytes` of memory that
    /// it takes, nothing while that is not known: until then no preview is begun, and a run adopts no
    /// settings that may take more.
    void prepare(std::optional<TrainingTask> task, std::optional<std::int64_t> bytes);

    /// Switches to another project: nothing of the run is shown any more. What it has learned is kept.
    void forget();

    /// Continues the run under way, edited since or not; without one, begins a run of what is prepared.
    void train();
    void pause();
    void stepBatch();
    void stepEpoch();
    void stop();
    /// Sets what the open views look at.
    void watch(const Watch& watch);

    /// Tells whether an order to train would be followed.
    [[nodiscard]] bool ready() const { return underWay() || task_; }
    [[nodiscard]] bool running() const;
    /// Tells whether a run has begun and can continue.
    [[nodiscard]] bool underWay() const;
    /// Tells whether what is prepared is not what the run trains, be it under way or over.
    [[nodiscard]] bool edited() const;
    /// Tells whether what is prepared is the run that has ended, with more epochs: an order to train
    /// continues where it ended.
    [[nodiscard]] bool goesLonger() const;
    /// Tells whether nothing is under way: no training, no building.
    [[nodiscard]] bool quiet() const {
        return !running() && !building_ && !rebuild_.isActive() && pending_.empty();
    }
    /// Tells whether a trainer is being built.
    [[nodiscard]] bool building() const { return building_; }
    /// Returns the memory in bytes that run and preview take as long as they are held.
    [[nodiscard]] std::int64_t heldBytes() const { return run_.bytes + preview_.bytes; }
    /// Returns what views look at: the run; the preview where the project has been edited since and the run
    /// rests.
    [[nodiscard]] const std::shared_ptr<const Snapshot>& snapshot() const { return shown().snapshot; }
    /// Returns the task whose network and samples snapshot() shows.
    [[nodiscard]] const TrainingTask* shownTask() const { return taskOf(shown()); }
    /// Returns how far the run is; the preview, at step 0, where there is none.
    [[nodiscard]] const std::shared_ptr<const Snapshot>& progress() const { return current().snapshot; }
    [[nodiscard]] const std::vector<BatchRecord>& batches() const { return current().batches; }
    [[nodiscard]] const std::vector<EpochRecord>& epochs() const { return current().epochs; }
    /// Returns the task of progress(), history and checkpoints; nothing where what is prepared cannot be
    /// trained and no run has begun.
    [[nodiscard]] const TrainingTask* task() const {
        return run_.trainer || task_ ? taskOf(current()) : nullptr;
    }
    /// Returns the last state that the trainer kept: at the end of an epoch, at pause, at stop.
    [[nodiscard]] std::shared_ptr<const Checkpoint> checkpoint() const;
    /// Returns what the run has to show: once it is over the state of its best epoch, before that
    /// checkpoint().
    [[nodiscard]] std::shared_ptr<const Checkpoint> result() const;

Q_SIGNALS:
    void snapshotArrived();
    void historyGrew();
    void stateChanged();
    void failed(const std::vector<glassnet::Problem>& problems);
    /// Emitted when the run continues with other settings, from its next batch on.
    void changed(const glassnet::TrainingSettings& from, const glassnet::TrainingSettings& to);

private:
    /// A trainer with everything received from it.
    struct Held {
        std::unique_ptr<Trainer> trainer;
        TrainingTask task;                                 // with the current settings
        std::int64_t bytes = 0;                            // that it takes; 0 while not known
        std::int64_t trainOrders = 0, settingsOrders = 0;  // sent
        std::shared_ptr<RunMemory> memory;
        std::shared_ptr<const Snapshot> snapshot;
        std::vector<BatchRecord> batches;
        std::vector<EpochRecord> epochs;
    };
    [[nodiscard]] static const TrainingTask* taskOf(const Held& held) {
        return held.trainer ? &held.task : nullptr;
    }
    [[nodiscard]] const Held& current() const { return run_.trainer ? run_ : preview_; }
    [[nodiscard]] const Held& shown() const;
    [[nodiscard]] bool matches(const Held& held) const;
    /// Tells whether the run under way can adopt what this task changes.
    [[nodiscard]] bool canChangeTo(const TrainingTask& task) const;
    void change(const TrainingSettings& settings);
    void rebuild();
    void adopt(Held next);
    void promotePreview();
    void order(Order order);
    void begin(Order order);
    void discard(Held held);
    void look();
    [[nodiscard]] bool lookAt(Held& held);
    void record();
    void tellAll();

    std::function<std::optional<RunPlace>()> place_;
    std::optional<TrainingTask> task_;
    std::optional<std::int64_t> bytes_;  // that it takes
    Held run_;                           // without a trainer until one has begun
    Held preview_;                       // of what is prepared, where the run is not that
    std::vector<Order> pending_;         // orders that wait for the trainer being built
    Watch watch_;
    bool building_ = false;
    std::uint64_t generation_ = 0;  // of forget(): what is being built for another project is dropped
    QTimer poll_;
    QTimer rebuild_;
    Background background_;
};

/// Tells whether both hold the same samples with the same meaning, read once or twice.
[[nodiscard]] bool sameData(const std::shared_ptr<const Dataset>& a, const std::shared_ptr<const Dataset>& b);

/// Tells whether both tasks train the same thing: places on the canvas do not count.
[[nodiscard]] bool sameTraining(const TrainingTask& a, const TrainingTask& b);

}  // namespace glassnet::app

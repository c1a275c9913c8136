// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/kernels.h"
#include "training/checkpoint.h"
#include "training/history.h"
#include "training/orders.h"
#include "training/task.h"

#include <functional>
#include <memory>
#include <vector>

namespace glassnet {

/// Trains on a thread of its own, which alone touches the weights. Begins idle at step 0 with initialized
/// weights, so that views can look at them; waits for orders.
class Trainer {
public:
    enum class Resting { no, yes };
    struct Options {
        /// Called on the trainer's thread with a state worth keeping: at each end of an epoch and whenever
        /// one is wanted while the training goes on, and where it rests (pause, stop, end), where the state
        /// must be safe when this returns. May throw Error: the run then pauses and says so.
        std::function<void(std::shared_ptr<const Checkpoint>, Resting)> keep{};
        /// Asked on the trainer's thread between batches: whether a state is wanted although no epoch ends.
        std::function<bool()> wants_state{};
        /// Called on the trainer's thread after each published snapshot: a bell, nothing more.
        std::function<void()> published{};
        /// Called on the trainer's thread when all is trained, after the last `keep`: the state at the end of
        /// the best epoch, whose weights are then shown and answer, or nullptr.
        std::function<std::shared_ptr<const Checkpoint>()> best{};
        /// Where to begin, instead of step 0.
        std::shared_ptr<const Checkpoint> start{};
    };

    /// Throws Error with every problem of the task (network, loss, optimizer, data).
    Trainer(TrainingTask task, Options options);
    /// Stops at the next batch border, gives what is new to keep, and waits for the thread.
    ~Trainer();
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    /// Any thread. Acts at the next batch border.
    void send(Order order);
    /// The newest snapshot since the last call, or nullptr. From one thread only.
    [[nodiscard]] std::shared_ptr<const Snapshot> fetch();
    [[nodiscard]] const History& history() const;
    /// As it began; what was changed since stands in the snapshots.
    [[nodiscard]] const TrainingTask& task() const;
    /// What computes each step of a batch.
    [[nodiscard]] const std::vector<StepKernels>& kernels() const;

private:
    class Thread;
    std::unique_ptr<Thread> thread_;
};

}  // namespace glassnet

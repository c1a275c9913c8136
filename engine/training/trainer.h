// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/kernels.h"
#include "training/checkpoint.h"
#include "training/history.h"
#include "training/orders.h"
#include "training/run_memory.h"
#include "training/task.h"

#include <functional>
#include <memory>
#include <vector>

namespace glassnet {

/// Trains on a thread of its own, the only one that accesses the weights. Begins idle at step 0 with
/// initialized weights, so that views can show them; waits for orders.
class Trainer {
public:
    struct Options {
        /// Where states are kept; what its best() holds is shown and used for inference once all is trained.
        /// A store that throws Error pauses the run, which reports it.
        std::shared_ptr<RunStore> store = std::make_shared<RunMemory>();
        /// Called on the trainer's thread after each published snapshot: a notification, nothing more.
        std::function<void()> published{};
        /// Where to begin, instead of step 0.
        std::shared_ptr<const Checkpoint> start{};
    };

    /// Throws Error with every problem of the task (network, loss, optimizer, data).
    Trainer(TrainingTask task, Options options);
    /// Stops at the next batch boundary, keeps what is new, and waits for the thread.
    ~Trainer();
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    /// Sends an order from any thread. It takes effect at the next batch boundary.
    void send(Order order);
    /// Returns the newest snapshot since the last call, or nullptr. Called from one thread only.
    [[nodiscard]] std::shared_ptr<const Snapshot> fetch();
    [[nodiscard]] const History& history() const;
    /// Returns the task as it began, its preprocessing with all that was taken from the training part; later
    /// changes are in the snapshots.
    [[nodiscard]] const TrainingTask& task() const;
    /// Returns what computes each step of a batch.
    [[nodiscard]] const std::vector<StepKernels>& kernels() const;

private:
    class Thread;
    std::unique_ptr<Thread> thread_;
};

}  // namespace glassnet

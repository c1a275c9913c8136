// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <variant>

namespace glassnet {

struct Continue {};                        // train until the wanted epochs are done
struct Pause {};                           // stop at the next batch border
struct StepBatch {};                       // one batch, then pause
struct StepEpoch {};                       // to the end of the epoch, then pause
struct Stop { std::string reason; };       // end the run; a checkpoint is written
struct SetWatch { Watch watch; };          // views opened or closed
using Order = std::variant<Continue, Pause, StepBatch, StepEpoch, Stop, SetWatch>;

/// Orders on their way to the trainer, in order. Any thread may send; one thread receives.
class OrderQueue {
public:
    void send(Order order);
    /// The next order, or nothing.
    [[nodiscard]] std::optional<Order> try_receive();
    /// The next order; waits for one.
    [[nodiscard]] Order receive();

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Order> orders_;
};

/// Holds the newest snapshot only. One thread publishes, one fetches; nobody waits for the other.
class Mailbox {
public:
    void publish(std::shared_ptr<const Snapshot> snapshot);
    /// The newest snapshot since the last fetch, or nullptr.
    [[nodiscard]] std::shared_ptr<const Snapshot> fetch();
    /// Whether the last one was fetched (so that a new one is worth its cost).
    [[nodiscard]] bool wants_one() const;

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Snapshot> newest_;
};

}  // namespace glassnet

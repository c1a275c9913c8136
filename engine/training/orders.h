// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"
#include "training/training_settings.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace glassnet {

struct Continue {};   // train until the wanted epochs are done
struct Pause {};      // stop at the next batch boundary
struct StepBatch {};  // one batch, then pause
struct StepEpoch {};  // to the end of the epoch, then pause
/// End the run; a checkpoint is written.
struct Stop {
    std::string reason;
};
/// Views were opened or closed.
struct SetWatch {
    Watch watch;
};
/// See Learner::change; at the next batch boundary.
struct ChangeSettings {
    TrainingSettings settings;
};
using Order = std::variant<Continue, Pause, StepBatch, StepEpoch, Stop, SetWatch, ChangeSettings>;

/// Messages on their way to a thread, in order. Any thread may send; one thread receives.
template <class Message>
class MessageQueue {
public:
    void send(Message message) {
        {
            const std::scoped_lock lock(mutex_);
            messages_.push_back(std::move(message));
        }
        arrived_.notify_one();
    }

    /// Returns the next message, or nothing.
    [[nodiscard]] std::optional<Message> try_receive() {
        const std::scoped_lock lock(mutex_);
        if (messages_.empty()) return std::nullopt;
        return take();
    }

    /// Returns the next message; waits for one.
    [[nodiscard]] Message receive() {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [&] { return !messages_.empty(); });
        return take();
    }

private:
    Message take() {
        Message message = std::move(messages_.front());
        messages_.pop_front();
        return message;
    }

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Message> messages_;
};

/// Holds the newest snapshot only. One thread publishes, one fetches; nobody waits for the other.
class Mailbox {
public:
    void publish(std::shared_ptr<const Snapshot> snapshot);
    /// Returns the newest snapshot since the last fetch, or nullptr.
    [[nodiscard]] std::shared_ptr<const Snapshot> fetch();
    /// Tells whether the last one was fetched (so that a new one is worth its cost).
    [[nodiscard]] bool wants_one() const;

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Snapshot> newest_;
};

}  // namespace glassnet
